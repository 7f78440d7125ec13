import type { Table } from '../../data/index.js';
import { checkOneOf, InvalidInputError } from '../../foundation/index.js';

/** On which scale beliefs stand: probabilities, of which the log-odds move (`logit`), or numbers as they are (`identity`). */
export type BeliefScale = 'logit' | 'identity';

export interface StanceOptions {
  /** Never guessed. With `logit` every belief must lie strictly between 0 and 1. */
  readonly scale: BeliefScale;
  /** Names of the columns, by default `agent`, `round`, `belief`; `debate` is used where the table has it. */
  readonly columns?: {
    readonly agent?: string;
    readonly round?: string;
    readonly belief?: string;
    readonly debate?: string;
  };
  /** The agents that may appear; default those that do, in order of first appearance. */
  readonly agents?: readonly string[];
}

/** One debate: all agents' beliefs in all rounds, on the scale on which they move. */
export interface StatedDebate {
  readonly name: string;
  /** Consecutive whole numbers. */
  readonly firstRound: number;
  readonly rounds: number;
  /** Row after row: entry round · agents + agent. */
  readonly beliefs: Float64Array;
}

/** Debates among the same agents. */
export interface Stances {
  readonly agents: readonly string[];
  readonly scale: BeliefScale;
  readonly debates: readonly StatedDebate[];
}

/**
 * Reads stated beliefs from a table with a row for each agent and round (and debate).
 *
 * @throws InvalidInputError naming file, row and column: a belief that is missing, not finite or outside (0, 1) on the
 * probability scale, a round that is not whole, an agent not among `agents`, a second belief of an agent in a round, an
 * agent or a round that is missing, or a debate of one round only
 *
 * @example
 * ```ts
 * import { Table } from 'polity/data';
 * import { readStances } from 'polity/consensus';
 * const table = Table.fromColumns({ agent: ['a', 'b', 'a', 'b'], round: [0, 0, 1, 1], belief: [0.9, 0.5, 0.8, 0.6] });
 * const { agents, debates } = readStances(table, { scale: 'identity' });
 * agents; // ['a', 'b']
 * debates[0].beliefs; // [0.9, 0.5, 0.8, 0.6]
 * ```
 */
export function readStances(table: Table, { scale, columns = {}, agents }: StanceOptions): Stances {
  checkOneOf('scale', scale, ['logit', 'identity']);
  const names = { agent: 'agent', round: 'round', belief: 'belief', ...columns };
  const debateColumn = columns.debate ?? (table.has('debate') ? 'debate' : undefined);
  const speaker = table.category(names.agent);
  const rounds = table.number(names.round);
  const beliefs = table.number(names.belief);
  const debate = debateColumn === undefined ? null : table.category(debateColumn);
  const at = (row: number, column: string) => ({ file: table.name, row: row + 1, column });
  const known = agents ?? speaker.levels;
  if (known.length < 2)
    throw new InvalidInputError(names.agent, known, 'name at least two agents', { file: table.name });
  const indexOf = new Map(known.map((name, i) => [name, i]));
  if (indexOf.size < known.length) throw new InvalidInputError('agents', known, 'differ from one another');

  const heard = new Map<number, Map<number, Float64Array>>();
  for (let row = 0; row < table.rows; row++) {
    const name = speaker.levels[speaker.codes[row]];
    const agent = indexOf.get(name);
    if (agent === undefined) {
      throw new InvalidInputError(names.agent, name ?? null, `be one of ${quoted(known)}`, at(row, names.agent));
    }
    const round = rounds[row];
    if (!Number.isSafeInteger(round)) {
      throw new InvalidInputError(names.round, round, 'be a whole number', at(row, names.round));
    }
    const code = debate ? debate.codes[row] : 0;
    if (code < 0) throw new InvalidInputError(debateColumn!, null, 'name the debate', at(row, debateColumn!));
    const belief = onScale(beliefs[row], scale);
    if (Number.isNaN(belief)) {
      const requirement = scale === 'logit' ? 'lie strictly between 0 and 1 (scale logit)' : 'be a finite number';
      throw new InvalidInputError(names.belief, beliefs[row], requirement, at(row, names.belief));
    }
    let byRound = heard.get(code);
    if (!byRound) heard.set(code, (byRound = new Map<number, Float64Array>()));
    let all = byRound.get(round);
    if (!all) byRound.set(round, (all = new Float64Array(known.length).fill(NaN)));
    if (!Number.isNaN(all[agent])) {
      throw new InvalidInputError(
        `${names.agent}, ${names.round}`,
        `${name}, ${round}`,
        'appear once',
        at(row, names.round),
      );
    }
    all[agent] = belief;
  }
  const debates = Array.from(heard, ([code, byRound]) => {
    const name = debate ? debate.levels[code] : 'debate';
    return inOrder(name, byRound, known, table.name);
  });
  if (debates.length === 0) throw new InvalidInputError(names.belief, [], 'hold a row', { file: table.name });
  return { agents: known, scale, debates };
}

/** Beliefs back on the scale on which they were stated. */
export function statedBelief(value: number, scale: BeliefScale): number {
  return scale === 'logit' ? 1 / (1 + Math.exp(-value)) : value;
}

function onScale(belief: number, scale: BeliefScale): number {
  if (scale === 'identity') return Number.isFinite(belief) ? belief : NaN;
  return belief > 0 && belief < 1 ? Math.log(belief / (1 - belief)) : NaN;
}

function inOrder(
  name: string,
  byRound: ReadonlyMap<number, Float64Array>,
  agents: readonly string[],
  file: string,
): StatedDebate {
  const order = [...byRound.keys()].sort((a, b) => a - b);
  const [first, last] = [order[0], order[order.length - 1]];
  for (let round = first; round <= last; round++) {
    const beliefs = byRound.get(round);
    if (!beliefs) throw new InvalidInputError(`rounds of ${name}`, `none numbered ${round}`, `run from ${first} to ${last} without a gap`, { file }); // prettier-ignore
    const absent = beliefs.findIndex(Number.isNaN);
    if (absent >= 0) {
      const requirement = `hold a belief of every agent; '${agents[absent]}' has none`;
      throw new InvalidInputError(`round ${round} of ${name}`, agents[absent], requirement, { file });
    }
  }
  if (order.length < 2) throw new InvalidInputError(`rounds of ${name}`, order.length, 'be at least 2', { file });
  const beliefs = new Float64Array(order.length * agents.length);
  order.forEach((round, k) => beliefs.set(byRound.get(round)!, k * agents.length));
  return { name, firstRound: first, rounds: order.length, beliefs };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

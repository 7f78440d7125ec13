import type { Table } from '../../data/index.js';
import { InvalidInputError } from '../../foundation/index.js';

/** Names of the columns of a run log; those left out are found under the usual names. */
export interface RunLogColumns {
  /** Who answered: `agent`, `agent_id`, `model`. */
  readonly agentColumn?: string;
  /** What was answered: `item`, `item_id`, `task`, `question`. */
  readonly itemColumn?: string;
  /** Compute of the run in tokens, above 0: `tokens`, `compute`, `token_count`, `total_tokens`. */
  readonly tokensColumn?: string;
  /** Whether the answer was right, true/false or 1/0: `correct`, `is_correct`, `success`. */
  readonly correctColumn?: string;
  /** Which joint draw of the item; runs of one round share its failures: `round`, `trial`, `attempt`. Optional. */
  readonly roundColumn?: string;
  /** Tokens of the message that carried the vote: `message_length`, `message_tokens`. Optional, with the next two. */
  readonly messageLengthColumn?: string;
  /** The vote as sent: `sent`, `sent_vote`. */
  readonly sentColumn?: string;
  /** The vote as the reader took it: `received`, `received_vote`. */
  readonly receivedColumn?: string;
}

/** A run log that has passed the door, sorted by item. */
export interface RunLog {
  readonly runs: number;
  readonly items: number;
  readonly agents: readonly string[];
  /** Number of different rounds; 1 without a round column. */
  readonly rounds: number;
  /** The runs of item i are those from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly agent: Int32Array;
  readonly round: Int32Array;
  readonly tokens: Float64Array;
  /** +1 for a right answer, −1 for a wrong one. */
  readonly signed: Float64Array;
  /** NaN on a run without a message. */
  readonly messageLength: Float64Array;
  /** 1 where the vote arrived as sent, 0 where it was flipped, −1 on a run without a message. */
  readonly agrees: Int8Array;
}

type Role = keyof RunLogColumns;

const USUAL_NAMES: Readonly<Record<Role, readonly string[]>> = {
  agentColumn: ['agent', 'agent_id', 'model'],
  itemColumn: ['item', 'item_id', 'task', 'question'],
  tokensColumn: ['tokens', 'compute', 'token_count', 'total_tokens'],
  correctColumn: ['correct', 'is_correct', 'success'],
  roundColumn: ['round', 'trial', 'attempt'],
  messageLengthColumn: ['message_length', 'message_tokens'],
  sentColumn: ['sent', 'sent_vote'],
  receivedColumn: ['received', 'received_vote'],
};

/** Checks every cell of a run log and sorts its runs by item, in order of first appearance. */
export function checkRunLog(table: Table, columns: RunLogColumns = {}): RunLog {
  const name = (role: Role) => findColumn(table, role, columns[role]);
  const agentName = required(table, 'agentColumn', name('agentColumn'));
  const itemName = required(table, 'itemColumn', name('itemColumn'));
  const tokensName = required(table, 'tokensColumn', name('tokensColumn'));
  const correctName = required(table, 'correctColumn', name('correctColumn'));
  const roundName = name('roundColumn');
  const agent = categoriesOf(table, agentName);
  const item = categoriesOf(table, itemName);
  const round = roundName === undefined ? undefined : categoriesOf(table, roundName);
  const tokens = table.number(tokensName);
  const correct = table.number(correctName);
  for (let row = 0; row < table.rows; row++) {
    if (!(tokens[row] > 0 && tokens[row] < Infinity)) {
      throw badCell(table, tokensName, row, 'be a finite number greater than 0');
    }
    if (correct[row] !== 0 && correct[row] !== 1) throw badCell(table, correctName, row, 'be true, false, 1 or 0');
  }
  const messages = checkMessages(table, name);
  checkDistinct(table, agentName, agent, item, round);
  const { order, starts } = sortByItem(item.codes, item.levels.length);
  return {
    runs: table.rows,
    items: item.levels.length,
    agents: agent.levels,
    rounds: round?.levels.length ?? Math.min(1, table.rows),
    starts,
    agent: order.map((row) => agent.codes[row]),
    round: order.map((row) => round?.codes[row] ?? 0),
    tokens: Float64Array.from(order, (row) => tokens[row]),
    signed: Float64Array.from(order, (row) => 2 * correct[row] - 1),
    messageLength: Float64Array.from(order, (row) => messages?.length[row] ?? NaN),
    agrees: Int8Array.from(order, (row) => messages?.agrees[row] ?? -1),
  };
}

function findColumn(table: Table, role: Role, given: string | undefined): string | undefined {
  if (given === undefined) return USUAL_NAMES[role].find((usual) => table.has(usual));
  if (table.has(given)) return given;
  const names = table.columnNames.map((column) => `'${column}'`).join(', ');
  throw new InvalidInputError(role, given, `name a column of ${table.name}: ${names}`);
}

function required(table: Table, role: Role, found: string | undefined): string {
  if (found !== undefined) return found;
  const usual = USUAL_NAMES[role].map((column) => `'${column}'`).join(', ');
  throw new InvalidInputError(role, undefined, `be given: ${table.name} has no column ${usual}`);
}

function badCell(table: Table, column: string, row: number, requirement: string): InvalidInputError {
  const location = { file: table.name, row: row + 1, column };
  return new InvalidInputError(column, table.value(column, row), requirement, location);
}

interface Categories {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

function categoriesOf(table: Table, column: string): Categories {
  const found = table.category(column);
  const missing = found.codes.indexOf(-1);
  if (missing >= 0) throw badCell(table, column, missing, 'have a value');
  return found;
}

function checkMessages(table: Table, name: (role: Role) => string | undefined) {
  const roles = ['messageLengthColumn', 'sentColumn', 'receivedColumn'] as const;
  const [lengthName, sentName, receivedName] = roles.map(name);
  if (lengthName === undefined && sentName === undefined && receivedName === undefined) return undefined;
  const lengthColumn = required(table, 'messageLengthColumn', lengthName);
  const sentColumn = required(table, 'sentColumn', sentName);
  const receivedColumn = required(table, 'receivedColumn', receivedName);
  const length = table.number(lengthColumn);
  const [sent, received] = [table.category(sentColumn), table.category(receivedColumn)];
  const votes = new Map<string, number>();
  const vote = (column: string, { codes, levels }: Categories, row: number) => {
    const level = levels[codes[row]];
    if (!votes.has(level)) votes.set(level, votes.size);
    if (votes.size > 2) throw badCell(table, column, row, `be ${[...votes.keys()].slice(0, 2).join(' or ')}: a vote`);
    return votes.get(level);
  };
  const agrees = new Int8Array(table.rows).fill(-1);
  for (let row = 0; row < table.rows; row++) {
    const missing = [Number.isNaN(length[row]), sent.codes[row] < 0, received.codes[row] < 0];
    if (missing.every(Boolean)) continue;
    if (missing.some(Boolean)) {
      const column = [lengthColumn, sentColumn, receivedColumn][missing.indexOf(true)];
      throw badCell(table, column, row, 'have a value, as the rest of the message has');
    }
    if (!(length[row] > 0 && length[row] < Infinity)) {
      throw badCell(table, lengthColumn, row, 'be a finite number greater than 0');
    }
    agrees[row] = vote(sentColumn, sent, row) === vote(receivedColumn, received, row) ? 1 : 0;
  }
  return { length, agrees };
}

function checkDistinct(
  table: Table,
  agentName: string,
  agent: Categories,
  item: Categories,
  round: Categories | undefined,
): void {
  const seen = new Map<number, number>();
  for (let row = 0; row < table.rows; row++) {
    const place = item.codes[row] * (round?.levels.length ?? 1) + (round?.codes[row] ?? 0);
    const key = place * agent.levels.length + agent.codes[row];
    const first = seen.get(key);
    if (first !== undefined) {
      const where = `item ${item.levels[item.codes[row]]}${round ? ` and round ${round.levels[round.codes[row]]}` : ''}`;
      throw badCell(
        table,
        agentName,
        row,
        `answer ${where} once (row ${first + 1} has it; a round column tells repeats apart)`,
      );
    }
    seen.set(key, row);
  }
}

function sortByItem(codes: Int32Array, items: number) {
  const starts = new Int32Array(items + 1);
  for (const code of codes) starts[code + 1]++;
  for (let i = 0; i < items; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const order = new Int32Array(codes.length);
  codes.forEach((code, row) => (order[next[code]++] = row));
  return { order, starts };
}

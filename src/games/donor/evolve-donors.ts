import { checkInteger, randomStream, type RandomStream } from '../../foundation/index.js';
import type { DonorAgent, InheritedStrategy, ToldRules } from './donor-agent.js';
import { DonorGame, type DonorPlayAsyncOptions } from './donor-game.js';
import type { DonorRecord } from './donor-record.js';
import type { DonorRules } from './donor-rules.js';
import type { DonorStrategy } from './donor-strategy.js';
import { streamOf, type RunAddress } from './scripted-culture.js';
import { checkSelection, selectSurvivors, type Selection } from './selection.js';

/** A newcomer to be made. */
export interface Newcomer {
  /** `<generation of birth>_<number>`. */
  readonly name: string;
  /** From 1. */
  readonly generation: number;
  /** From 0 within its generation. */
  readonly number: number;
  readonly random: RandomStream;
}

export interface EvolveDonorsOptions extends RunAddress, Pick<DonorPlayAsyncOptions, 'concurrency' | 'signal'> {
  readonly rules?: DonorRules;
  /** Makes an agent, a chat model's or a scripted one; it is then asked for its strategy. */
  readonly newcomer: (about: Newcomer) => DonorAgent & { readonly scripted?: DonorStrategy };
  readonly selection?: Selection;
  /** Default 10. */
  readonly generations?: number;
  /** Called after every generation. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface DonorMember {
  readonly name: string;
  /** Generation of birth, from 1. */
  readonly born: number;
  readonly strategy: string;
  /** The numbers behind the words, where the agent is scripted. */
  readonly scripted?: DonorStrategy;
  /** What it was selected by: units or reputation. */
  readonly score: number;
  /** Mean final units over the games. */
  readonly wealth: number;
  readonly survived: boolean;
}

export interface DonorGeneration {
  /** By seat. */
  readonly members: readonly DonorMember[];
  /** Seats of the survivors, the best first; empty in the last generation. */
  readonly survivors: readonly number[];
  /** A ledger for every game. */
  readonly games: readonly DonorRecord[];
}

/** A run of cultural evolution with all that happened in it. */
export interface DonorHistory {
  readonly generations: readonly DonorGeneration[];
  readonly run: number;
}

/**
 * Cultural evolution in the donor game: a society plays, its better half survives, newcomers read the survivors'
 * strategies with their scores and write their own, and all are seated anew.
 *
 * A run depends on (seed, run) only, as far as its agents do; runs may be made in any order.
 *
 * @throws InvalidInputError for an option out of range; the signal's reason when aborted
 * @see Vallinder & Hughes, arXiv 2412.10270. Differences from its code: all games count for selection and newcomers are
 * told the scores, as the paper says; `selection.games: 'second'` and `rules.schedule: 'released'` restore the code's ways.
 *
 * @example
 * ```ts
 * import { evolveDonors, imageScorer, scriptedDonor } from 'polity/games';
 * const { generations } = await evolveDonors({
 *   newcomer: () => scriptedDonor(imageScorer(), { transmission: {} }),
 *   generations: 3,
 * });
 * generations[2].members.filter(({ born }) => born === 3).length; // 6
 * ```
 */
export async function evolveDonors({
  rules,
  newcomer,
  selection,
  generations = 10,
  seed = 0,
  run = 0,
  concurrency = Infinity,
  signal,
  onProgress,
}: EvolveDonorsOptions): Promise<DonorHistory> {
  checkInteger('generations', generations, { min: 1, max: 2 ** 20 });
  checkInteger('run', run, { min: 0, max: 2 ** 33 - 1 });
  const game = new DonorGame(rules);
  const { agents, endowment, multiplier, traceLength, mechanism, punishment } = game.rules;
  const told: ToldRules = { endowment, multiplier, traceLength, mechanism, punishment };
  const { by, intensity, games: counted } = checkSelection(selection);
  const history: DonorGeneration[] = [];

  const born = (generation: number, count: number, inherited: readonly InheritedStrategy[], random: RandomStream) =>
    Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const name = `${generation}_${number + 1}`;
        const agent = newcomer({ name, generation, number, random });
        const strategy = await agent.writeStrategy({ name, generation, rules: told, inherited }, random);
        return { name, born: generation, agent, strategy };
      }),
    );

  let random = randomStream(seed, streamOf(run, 0));
  let members = random.shuffle(await born(1, agents, [], random));
  for (let generation = 1; ; generation++) {
    const games = await game.playAsync(members, { generation, random, concurrency, ...(signal && { signal }) });
    const wealth = meanOver(games, (record) => record.wealth);
    const scores =
      by === 'reputation'
        ? meanOver(games, (record) => record.reputation)
        : counted === 'second'
          ? games[games.length - 1].wealth
          : wealth;
    const last = generation === generations;
    const order = new Int32Array(agents);
    if (!last) selectSurvivors(scores, intensity, random, order);
    const survivors = last ? [] : Array.from(order.subarray(0, agents / 2));
    history.push({
      members: members.map(({ name, born, strategy, agent }, seat) => ({
        ...{ name, born, strategy, score: scores[seat], wealth: wealth[seat] },
        ...(agent.scripted && { scripted: agent.scripted }),
        survived: survivors.includes(seat),
      })),
      survivors,
      games,
    });
    onProgress?.({ done: generation, total: generations });
    if (last) return { generations: history, run };
    const inherited = survivors.map((seat): InheritedStrategy => {
      const { name, strategy, agent } = members[seat];
      return { name, strategy, score: scores[seat], ...(agent.scripted && { scripted: agent.scripted }) };
    });
    random = randomStream(seed, streamOf(run, generation));
    const newcomers = await born(generation + 1, agents / 2, inherited, random);
    members = random.shuffle([...survivors.map((seat) => members[seat]), ...newcomers]);
  }
}

function meanOver(games: readonly DonorRecord[], column: (record: DonorRecord) => Float64Array): Float64Array {
  return column(games[0]).map((_, seat) => games.reduce((sum, record) => sum + column(record)[seat] / games.length, 0));
}

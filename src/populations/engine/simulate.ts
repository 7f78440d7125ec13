import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { counterDraws, type CounterDraws } from './counter-random.js';
import type { Population } from './population.js';

/** What a substep is handed. */
export interface SubstepContext {
  readonly population: Population;
  /** From 0. */
  readonly step: number;
  /** Random numbers of this substep: ask with the number of the agent. */
  readonly draws: CounterDraws;
  /** As `draws`, for a substep that needs more than one number an agent: independent for each `round` from 1 to 3. */
  readonly moreDraws: (round: number) => CounterDraws;
}

/** One part of a step. */
export interface Substep {
  readonly name: string;
  /** Columns of the population that it writes, each once. */
  readonly writes: readonly string[];
  readonly run: (context: SubstepContext) => void;
}

/** A substep in three parts: agents observe, decide, and the world moves on. */
export interface SubstepParts<Observation, Action> {
  readonly name: string;
  readonly writes: readonly string[];
  readonly observe: (context: SubstepContext) => Observation;
  readonly decide: (observation: Observation, context: SubstepContext) => Action;
  readonly transition: (action: Action, context: SubstepContext) => void;
}

/**
 * Joins the three parts of a substep; only the last one is to write.
 *
 * @example
 * ```ts
 * import { Population, simulate, substep } from 'polity/populations';
 * const people = new Population(100, ['at rest', 'moving']);
 * const follow = substep({
 *   name: 'follow',
 *   writes: ['stage'],
 *   observe: ({ population }) => (population.count('moving') + 1) / population.size,
 *   decide: (share, { population, draws }) => population.stage.map((_, agent) => Number(draws.happens(agent, share))),
 *   transition: (goes, { population }) => goes.forEach((go, agent) => (population.stage[agent] ||= go)),
 * });
 * simulate(people, [follow], { steps: 20, record: { moving: (all) => all.count('moving') } }).series.moving[20]; // 100
 * ```
 */
export function substep<Observation, Action>({
  name,
  writes,
  observe,
  decide,
  transition,
}: SubstepParts<Observation, Action>): Substep {
  return { name, writes, run: (context) => transition(decide(observe(context), context), context) };
}

export interface SimulateOptions<Name extends string> {
  readonly steps: number;
  readonly seed?: number;
  /** What to note at the start and after every step, under a name each. */
  readonly record: Readonly<Record<Name, (population: Population) => number>>;
  /** Called after every step. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

export interface Simulated<Name extends string> {
  /** steps + 1 values under each name, from the start to the end. */
  readonly series: Readonly<Record<Name, Float64Array>>;
  readonly steps: number;
}

/** Numbers an agent may draw in a substep. */
const ROUNDS = 4;

/** Names are told apart by this many hashes. */
const NAMES = 2 ** 20;

/**
 * Runs a population through steps, each made of substeps in their order. Substeps see what those before them wrote. Random
 * numbers belong to seed, step, name of the substep and agent: the order in which a substep visits agents does not matter, and
 * adding or leaving out another substep does not change them, so that scenarios can be compared under the same chances.
 *
 * @param population - changed in place
 * @param substeps - at most 64
 * @throws InvalidInputError before the first step: for a substep named twice, one that writes a column twice or one that
 *   does not exist, or a number out of range
 * @throws the reason of `signal` when it aborts
 *
 * @example
 * ```ts
 * import { Population, simulate, type Substep } from 'polity/populations';
 * const people = new Population(1000, ['at rest', 'moving']);
 * const start: Substep = {
 *   name: 'start',
 *   writes: ['stage'],
 *   run: ({ population, draws }) => {
 *     for (let i = 0; i < population.size; i++) if (draws.happens(i, 0.1)) population.stage[i] = 1;
 *   },
 * };
 * const { series } = simulate(people, [start], { steps: 10, record: { moving: (all) => all.count('moving') } });
 * series.moving[10]; // 655
 * ```
 */
export function simulate<Name extends string>(
  population: Population,
  substeps: readonly Substep[],
  { steps, seed = 0, record, onProgress, signal }: SimulateOptions<Name>,
): Simulated<Name> {
  checkInteger('steps', steps, { min: 0 });
  checkInteger('substeps.length', substeps.length, { min: 1, max: 64 });
  const numbers = checkSubsteps(population, substeps);
  const names = Object.keys(record) as Name[];
  const series = Object.fromEntries(names.map((name) => [name, new Float64Array(steps + 1)])) as Record<
    Name,
    Float64Array
  >;
  const note = (day: number) => {
    for (const name of names) series[name][day] = record[name](population);
  };
  note(0);
  for (let step = 0; step < steps; step++) {
    signal?.throwIfAborted();
    substeps.forEach(({ run }, k) => {
      const moreDraws = (round: number) => counterDraws(seed, { step, substep: ROUNDS * numbers[k] + round });
      run({ population, step, draws: moreDraws(0), moreDraws });
    });
    note(step + 1);
    onProgress?.({ done: step + 1, total: steps });
  }
  return { series, steps };
}

/** Checks the substeps and returns the number of each, a hash of its name. */
function checkSubsteps(population: Population, substeps: readonly Substep[]): number[] {
  const numbers: number[] = [];
  for (const { name, writes } of substeps) {
    const number = hashName(name) % NAMES;
    if (numbers.includes(number)) throw new InvalidInputError('substeps', name, 'be named differently');
    numbers.push(number);
    writes.forEach((path, k) => {
      const argument = `substep ${name}, writes[${k}]`;
      if (!population.paths.includes(path)) {
        throw new InvalidInputError(argument, path, `be one of ${population.paths.join(', ')}`);
      }
      if (writes.indexOf(path) < k) throw new InvalidInputError(argument, path, 'be listed once');
    });
  }
  return numbers;
}

/** Fowler–Noll–Vo, 32 bits. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

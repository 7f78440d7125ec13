import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { MAX_MASKED_PLAYERS } from '../games/coalition.js';
import { estimator, type Estimator } from './estimator.js';
import { Interactions, ordersBetween } from '../interactions/interactions.js';
import type { Sampler } from './sampler.js';
import type { SamplingRun, TracePoint } from './sampling-run.js';
import { subsetCount } from './subset-deck.js';
import { fullTrace, halfWidths } from './value-estimates.js';

/** Most interactions of one order that an estimator keeps apart. */
const MOST_CELLS = 5000;

/** Interactions estimated from some of the coalitions. */
export interface InteractionEstimates {
  readonly index: string;
  readonly players: readonly string[];
  readonly estimates: Interactions;
  /** NaN where too little has been seen, 0 where nothing is left to chance. */
  readonly standardErrors: Interactions;
  /** Ends of the t intervals of the nominal coverage `level`. */
  readonly lower: Interactions;
  readonly upper: Interactions;
  readonly level: number;
  /** Values of coalitions asked for, v(∅) and v(N) among them. */
  readonly evaluations: number;
  /** Independent draws (orders, coalitions) behind the estimates. */
  readonly n: number;
  /** No sampling error is left. */
  readonly exact: boolean;
  readonly method: string;
  /** Estimates and standard errors, all orders one after the other, each time the evaluations had doubled and at the end. */
  readonly trace: readonly TracePoint[];
}

/** What a method of interactions has to say of itself. */
export interface InteractionMethod<Options extends InteractionOptions> {
  readonly name: string;
  readonly index: string;
  readonly sampler: (n: number, options: Options & { readonly seed: number; readonly order: number }) => Sampler;
  readonly describe: (options: Options) => string;
}

export interface InteractionOptions {
  /** Largest coalitions whose interactions are estimated, 1 … n; default 2. */
  readonly order?: number;
}

/** An estimator of the interactions of all coalitions of 1 … `order` players; at most 31 players. */
export function interactionEstimator<Options extends InteractionOptions>({
  name,
  index,
  sampler,
  describe,
}: InteractionMethod<Options>): Estimator<Options, InteractionEstimates> {
  return estimator<Options, InteractionEstimates>({
    name,
    sampler: (n, options) => sampler(n, { ...options, order: checkedOrder(n, options.order ?? 2) }),
    result: (run, { players, level, options }) => {
      const { snapshot, evaluations } = run;
      const half = halfWidths(snapshot, level);
      const { values, standardErrors, n, exact } = snapshot;
      const asInteractions = (cells: Float64Array) => byOrder(index, players, cells, options.order ?? 2, run);
      return {
        index,
        players,
        estimates: asInteractions(values),
        standardErrors: asInteractions(standardErrors),
        lower: asInteractions(values.map((value, cell) => value - half[cell])),
        upper: asInteractions(values.map((value, cell) => value + half[cell])),
        level,
        evaluations,
        n,
        exact,
        method: exact ? `${describe(options)}; every coalition seen, so exact` : describe(options),
        trace: fullTrace(run, snapshot),
      };
    },
  });
}

function checkedOrder(n: number, order: number): number {
  if (n < 2) throw new InvalidInputError('players.length', n, 'be at least 2 for interactions');
  if (n > MAX_MASKED_PLAYERS) {
    throw new InvalidInputError('players.length', n, `be at most ${MAX_MASKED_PLAYERS} for interactions`);
  }
  checkInteger('order', order, { min: 1, max: n });
  for (const t of ordersBetween(1, order)) {
    if (subsetCount(n, t) > MOST_CELLS) {
      throw new InvalidInputError('order', order, `leave at most ${MOST_CELLS} coalitions of each size; lower it`);
    }
  }
  return order;
}

function byOrder(
  index: string,
  players: readonly string[],
  cells: Float64Array,
  order: number,
  { sampler }: SamplingRun,
): Interactions {
  const orders = new Map<number, Float64Array>();
  let from = 0;
  for (const t of ordersBetween(1, order)) {
    const count = subsetCount(players.length, t);
    orders.set(t, cells.slice(from, from + count));
    from += count;
  }
  return new Interactions(index, players, orders, sampler.grand - sampler.empty);
}

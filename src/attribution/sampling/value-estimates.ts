import { studentTQuantile, type Estimate } from '../../statistics/index.js';
import { estimator, type Estimator, type Method, type ResultContext } from './estimator.js';
import { Exhaustive } from './exhaustive.js';
import { playerValues, type PlayerValues } from '../values/player-values.js';
import type { Snapshot } from './sampler.js';
import type { SamplingRun, TracePoint } from './sampling-run.js';

/** Values of players, estimated from some of the coalitions. */
export interface ValueEstimates extends PlayerValues {
  /** `estimates[i]` belongs to `players[i]`: estimate, standard error, t interval. */
  readonly estimates: readonly Estimate[];
  /** `standardErrors[i]` of `values[i]`; NaN where too little has been seen, 0 where nothing is left to chance. */
  readonly standardErrors: Float64Array;
  /** Values of coalitions asked for, v(∅) and v(N) among them. */
  readonly evaluations: number;
  /** Independent draws (orders, pairs, coalitions) behind the estimates. */
  readonly n: number;
  /** No sampling error is left: all coalitions that matter were evaluated. */
  readonly exact: boolean;
  readonly method: string;
  /** Estimates and standard errors each time the evaluations had doubled, and at the end. */
  readonly trace: readonly TracePoint[];
}

/** What a method of player values has to say of itself. */
export interface ValueMethod<Options> extends Pick<Method<Options, unknown>, 'name' | 'sampler'> {
  readonly index: 'Shapley value' | 'Banzhaf value';
  /** In words, for the result. */
  readonly describe: (n: number, options: Options) => string;
}

/** An estimator of player values. One player alone gets v(N) − v(∅) from every method. */
export function valueEstimator<Options>(method: ValueMethod<Options>): Estimator<Options, ValueEstimates> {
  return estimator(valueMethod(method));
}

export function valueMethod<Options>({
  name,
  sampler,
  index,
  describe,
}: ValueMethod<Options>): Method<Options, ValueEstimates> {
  return {
    name,
    sampler: (n, options) => (n === 1 ? new Exhaustive(1) : sampler(n, options)),
    result: (run, context) => valueEstimates(index, describe(context.players.length, context.options), run, context),
  };
}

function valueEstimates(
  index: string,
  method: string,
  run: SamplingRun,
  { players, level }: ResultContext<unknown>,
): ValueEstimates {
  const { snapshot, evaluations } = run;
  const { values, standardErrors, n, exact } = snapshot;
  const half = halfWidths(snapshot, level);
  const estimates = Array.from(values, (estimate, i) => ({
    estimate,
    standardError: standardErrors[i],
    interval: { lower: estimate - half[i], upper: estimate + half[i], level },
    n,
    method,
  }));
  return {
    ...playerValues(index, players, values, run.sampler.grand - run.sampler.empty),
    estimates,
    standardErrors,
    evaluations,
    n,
    exact,
    method: exact ? `${method}; every coalition seen, so exact` : method,
    trace: fullTrace(run, snapshot),
  };
}

/** Half the width of every cell's t interval; NaN where there is no standard error. */
export function halfWidths({ standardErrors, degrees }: Snapshot, level: number): Float64Array {
  let known = NaN;
  let quantile = NaN;
  return standardErrors.map((standardError, cell) => {
    if (!(standardError > 0)) return standardError;
    const df = typeof degrees === 'number' ? degrees : degrees[cell];
    if (df !== known) {
      known = df;
      quantile = df > 0 ? studentTQuantile((1 + level) / 2, { degrees: df }) : NaN;
    }
    return quantile * standardError;
  });
}

/** The trace, and where the run stands now. */
export function fullTrace({ trace, evaluations }: SamplingRun, { values, standardErrors, n }: Snapshot): TracePoint[] {
  if (trace.at(-1)?.evaluations === evaluations) return [...trace];
  return [...trace, { evaluations, n, values, standardErrors }];
}

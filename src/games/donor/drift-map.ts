import { checkInteger, checkVector } from '../../foundation/index.js';
import { evolveScripted, type ScriptedCultureOptions } from './scripted-culture.js';

export interface DriftMapOptions extends Omit<ScriptedCultureOptions, 'run'> {
  /** Mean steps that newcomers drift by. */
  readonly biases: ArrayLike<number>;
  /** Intensities of selection in [0, 1]. */
  readonly intensities: ArrayLike<number>;
  /** Runs a cell, default 10. */
  readonly replicates?: number;
  /** Called after every intensity. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** Outcomes over intensity (rows) and bias (columns); entry i · columns + j. */
export interface DriftMap {
  readonly biases: Float64Array;
  readonly intensities: Float64Array;
  readonly replicates: number;
  /** Mean share given in the last generation. */
  readonly giving: Float64Array;
  /** Standard error of that mean over runs. */
  readonly standardError: Float64Array;
  /** Mean of high − low in the last generation: what a reputation is worth. */
  readonly response: Float64Array;
}

/**
 * Where drift beats selection: scripted societies over the bias of transmission and the intensity of selection. The same
 * runs (same founders, same streams) are used in all cells, so that cells differ by their parameters alone.
 *
 * Cost: cells · replicates · generations, each as {@link evolveScripted}.
 *
 * @throws InvalidInputError for an option out of range; the signal's reason when aborted
 *
 * @example
 * ```ts
 * import { driftMap, traceDonor } from 'polity/games';
 * const { giving } = driftMap({
 *   founders: (_, random) => traceDonor({ first: random.uniform(), low: random.uniform(), high: random.uniform() }),
 *   biases: [-0.05, 0.1],
 *   intensities: [0],
 * });
 * giving[1] > 2 * giving[0]; // true
 * ```
 */
export function driftMap({
  biases,
  intensities,
  replicates = 10,
  transmission,
  selection,
  onProgress,
  signal,
  ...options
}: DriftMapOptions): DriftMap {
  const columns = checkVector('biases', biases);
  const rows = checkVector('intensities', intensities, { min: 0, max: 1 });
  checkInteger('replicates', replicates, { min: 2 });
  const cells = () => new Float64Array(rows.length * columns.length);
  const [giving, standardError, response] = [cells(), cells(), cells()];
  rows.forEach((intensity, i) => {
    signal?.throwIfAborted();
    columns.forEach((bias, j) => {
      let [sum, squares, slope] = [0, 0, 0];
      for (let run = 0; run < replicates; run++) {
        const result = evolveScripted({
          ...options,
          run,
          transmission: { ...transmission, bias },
          selection: { ...selection, intensity },
        });
        const last = result.giving.length - 1;
        sum += result.giving[last];
        squares += result.giving[last] ** 2;
        slope += result.high[last] - result.low[last];
      }
      const at = i * columns.length + j;
      giving[at] = sum / replicates;
      standardError[at] = Math.sqrt(Math.max(0, squares / replicates - giving[at] ** 2) / (replicates - 1));
      response[at] = slope / replicates;
    });
    onProgress?.({ done: i + 1, total: rows.length });
  });
  return { biases: columns, intensities: rows, replicates, giving, standardError, response };
}

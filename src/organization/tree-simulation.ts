import { wilsonInterval, type Estimate } from '../statistics/index.js';

/** How a tree is simulated. */
export type SimulationMethod = 'literal' | 'layerwise' | 'population';

/** The simulated votes of the root. */
export interface RootVotes extends Estimate {
  /** Each trial's vote: 1 right, −1 wrong. */
  readonly votes: Int8Array;
}

/** What a simulated tree did, level by level. */
export interface TreeSimulation {
  readonly method: SimulationMethod;
  /** Mean vote of each level: `bias[0]` of the leaves, `bias[depth]` of the root; length depth + 1. */
  readonly bias: Float64Array;
  /** Standard error of each level's bias. */
  readonly standardError: Float64Array;
  /** Independent votes behind each level's bias. */
  readonly nodes: Float64Array;
  /** Bias of the root with its interval, and the votes it comes from. */
  readonly root: RootVotes;
}

/** Mean of ±1 votes and its standard error √((1 − mean²)/n), from the number that were right. */
export function voteMean(right: number, n: number): { readonly bias: number; readonly standardError: number } {
  // As a ratio of whole numbers the mean is exact at ±1 and 0.
  const bias = (2 * right - n) / n;
  return { bias, standardError: Math.sqrt((4 * (right / n) * (n - right)) / n / n) };
}

/** Independent ±1 votes as an estimate of their bias, with Wilson's interval. */
export function rootVotes(votes: Int8Array): RootVotes {
  const n = votes.length;
  const right = votes.reduce((sum, vote) => sum + (vote === 1 ? 1 : 0), 0);
  const { bias: estimate, standardError } = voteMean(right, n);
  const { lower, upper, level } = wilsonInterval({ successes: right, trials: n });
  const interval = { lower: 2 * lower - 1, upper: 2 * upper - 1, level };
  return { estimate, standardError, interval, n, method: 'mean vote, Wilson score interval', votes };
}

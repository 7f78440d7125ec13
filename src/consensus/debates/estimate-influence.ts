import { Matrix } from 'ml-matrix';
import type { Table } from '../../data/index.js';
import { checkInteger, checkNumber, checkOneOf, InvalidInputError, randomStream } from '../../foundation/index.js';
import { checkLevel, drawCounts, percentileInterval, type Estimate } from '../../statistics/index.js';
import { signedGraphFromArrays, type SignedGraph } from '../signed-graph.js';
import { meanSquare, nonnegativeFit, type Moments, type Penalty } from './nonnegative-fit.js';
import { readStances, type StanceOptions, type Stances } from './stances.js';
import { listenerMoments, Transitions, without, type RawMoments } from './transitions.js';

export interface EstimateInfluenceOptions {
  /** `lasso` (default) picks few edges, `ridge` shrinks all of them. */
  readonly penalty?: 'lasso' | 'ridge';
  /** λ for all agents; default by cross-validation for each. */
  readonly lambda?: number;
  /** Which λ cross-validation takes: the best, or the largest within one standard error of it (default). */
  readonly rule?: 'best' | 'oneStandardError';
  /** Parts of the cross-validation, default 5: whole debates where there are as many, else stretches of rounds. */
  readonly folds?: number;
  /** Also estimate how strongly each agent is pulled to its own first belief; default true. */
  readonly stubbornness?: boolean;
  /** Bootstrap samples for the intervals, default 200. */
  readonly replicates?: number;
  /** Pairs of half samples for stability selection, default 50. */
  readonly halves?: number;
  /** Share of half samples in which an edge must be picked to count, default 0.8. */
  readonly stability?: number;
  /** Nominal coverage of the intervals, default 0.95. */
  readonly level?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** How strongly one agent moves another in a round. */
export interface InfluenceEdge extends Estimate {
  readonly listener: string;
  readonly speaker: string;
  /** Share of half samples in which the edge was picked with this sign. */
  readonly stability: number;
}

/** A signed influence matrix estimated from what agents said. */
export interface InfluenceEstimate {
  readonly agents: readonly string[];
  /** Edges that are stable enough and whose intervals exclude 0, strongest first. */
  readonly edges: readonly InfluenceEdge[];
  /** The network of these edges; a weight is the share of a speaker's (negated) belief taken in a round. */
  readonly network: SignedGraph;
  /** All weights before selection by stability, listeners in rows. */
  readonly weights: Matrix;
  /** Share of all half samples in which an edge was picked with the sign it has in `weights`. */
  readonly stabilities: Matrix;
  /** Pull to its own first belief in a round, one an agent; 0 where not estimated, or not stable enough. */
  readonly stubbornness: Float64Array;
  /** λ of each agent. */
  readonly lambda: Float64Array;
  /** Standard deviation of what the fit leaves of a belief's change in a round, one an agent. */
  readonly noise: Float64Array;
  /** Steps from a round to the next, over all debates. */
  readonly steps: number;
  readonly stances: Stances;
}

const RELAXED: Penalty = { lambda: 0, mix: 1 };
const GRID = 30;

/**
 * Estimates who moves whom, and in which direction, from rounds of stated beliefs: the debate
 * x_i ← x_i + Σ_j |w_ij| (sgn(w_ij) x_j − x_i) + κ_i (x_i(0) − x_i) + noise is linear in nonnegative weights of
 * endorsement and opposition, which a penalised least squares fit finds agent by agent.
 *
 * The penalty is chosen by cross-validation and picks the edges; the weights are then fitted again without penalty on
 * those picked (with `ridge`, as they are). Intervals are percentiles of a bootstrap of steps that repeats both; an edge
 * counts as found when half samples pick it with the same sign often enough and its interval excludes 0.
 *
 * The steps of a debate tell edges apart only while beliefs differ: several short debates from different first beliefs
 * tell more than one long one.
 *
 * Cost: (replicates + 2 halves) × steps × agents², plus the fits.
 *
 * @param table - a row for each agent and round (and debate), see {@link readStances}
 * @param options - `scale` of the beliefs (never guessed), and how to fit
 * @throws InvalidInputError for bad rows, options out of range, and fewer than ten steps
 * @see R. Tibshirani, J. Royal Statistical Society B 58 (1996) 267; N. Meinshausen, P. Bühlmann, ibid. 72 (2010) 417;
 * R. D. Shah, R. J. Samworth, ibid. 75 (2013) 55 (complementary pairs)
 *
 * @example
 * ```ts
 * import { estimateInfluence, signedGraphFromArrays, syntheticDebates } from 'polity/consensus';
 * const truth = { nodes: ['a', 'b', 'c'], sources: [0, 1], targets: [1, 2], weights: [0.3, -0.2], directed: true };
 * const table = syntheticDebates(signedGraphFromArrays(truth), { debates: 20, rounds: 6, noise: 0.05 });
 * const { edges } = estimateInfluence(table, { scale: 'logit', replicates: 50, halves: 20 });
 * edges.map(({ listener, speaker }) => `${listener} hears ${speaker}`); // ['a hears b', 'b hears c']
 * ```
 */
export function estimateInfluence(
  table: Table,
  { scale, columns, agents, ...options }: EstimateInfluenceOptions & StanceOptions,
): InfluenceEstimate {
  const stances = readStances(table, { scale, ...(columns ? { columns } : {}), ...(agents ? { agents } : {}) });
  return influenceFromStances(stances, options);
}

/** {@link estimateInfluence} from beliefs that have been read already. */
export function influenceFromStances(stances: Stances, options: EstimateInfluenceOptions = {}): InfluenceEstimate {
  const settings = checkOptions(options);
  const { replicates, halves, seed, level, stubbornness: stubborn } = settings;
  const steps = new Transitions(stances);
  if (steps.count < 10)
    throw new InvalidInputError('rounds', `${steps.count} steps`, 'give at least 10 steps over all debates');
  const n = steps.agents;
  const whole = steps.products(new Float64Array(steps.count).fill(1));
  const folds = foldProducts(steps, settings.folds);
  const penalties = Array.from({ length: n }, (_, i): Penalty => {
    const moments = listenerMoments(whole, i, stubborn);
    return { lambda: settings.lambda ?? chooseLambda(whole, folds, i, moments, settings), mix: settings.mix };
  });
  const fitAll = (products: RawMoments) =>
    penalties.map((penalty, i) => fit(listenerMoments(products, i, stubborn), penalty));
  const fits = fitAll(whole);
  const weights = weightMatrix(
    fits.map(({ beta }) => beta),
    n,
  );

  const counts = new Int32Array(steps.count);
  const draws = Array.from({ length: replicates }, (_, replicate) => {
    const sample = steps.products(drawCounts(counts, { seed, replicate }));
    return weightMatrix(
      fitAll(sample).map(({ beta }) => beta),
      n,
    );
  });
  const { picked, held } = pickedShares(steps, fitAll, weights, { halves, seed, replicates });
  const edges: InfluenceEdge[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const estimate = weights.get(i, j);
      if (estimate === 0 || picked.get(i, j) < settings.stability) continue;
      const values = Float64Array.from(draws, (draw) => draw.get(i, j));
      const interval = percentileInterval(values, { level });
      if (interval.lower <= 0 && interval.upper >= 0) continue;
      edges.push({
        listener: stances.agents[i],
        speaker: stances.agents[j],
        estimate,
        standardError: deviation(values),
        interval,
        n: steps.count,
        method: `nonnegative ${settings.penalty}, percentile bootstrap of steps`,
        stability: picked.get(i, j),
      });
    }
  }
  edges.sort((a, b) => Math.abs(b.estimate) - Math.abs(a.estimate));
  const indexOf = new Map(stances.agents.map((name, i) => [name, i]));
  return {
    agents: stances.agents,
    edges,
    network: signedGraphFromArrays({
      nodes: stances.agents,
      sources: edges.map(({ listener }) => indexOf.get(listener)!),
      targets: edges.map(({ speaker }) => indexOf.get(speaker)!),
      weights: edges.map(({ estimate }) => estimate),
      directed: true,
    }),
    weights,
    stabilities: picked,
    stubbornness: Float64Array.from(fits, ({ beta }, i) =>
      stubborn && held[i] >= settings.stability ? beta[2 * n - 2] : 0,
    ),
    lambda: Float64Array.from(penalties, ({ lambda }) => lambda),
    noise: Float64Array.from(fits, ({ meanSquare: square, used }) =>
      Math.sqrt((square * steps.count) / Math.max(1, steps.count - used)),
    ),
    steps: steps.count,
    stances,
  };
}

/** The penalised fit, and after a lasso the fit on what it picked. */
function fit(moments: Moments, penalty: Penalty) {
  let beta = nonnegativeFit(moments, penalty, new Float64Array(moments.cross.length));
  if (penalty.mix === 1 && penalty.lambda > 0) {
    const allowed = Uint8Array.from(beta, (value) => Number(value > 0));
    beta = nonnegativeFit(moments, RELAXED, beta, allowed);
  }
  return { beta, meanSquare: meanSquare(moments, beta), used: beta.filter((value) => value > 0).length };
}

/** Endorsement less opposition, listeners in rows. */
function weightMatrix(betas: readonly Float64Array[], n: number): Matrix {
  const weights = Matrix.zeros(n, n);
  betas.forEach((beta, i) => {
    for (let j = 0, k = 0; j < n; j++) {
      if (j === i) continue;
      weights.set(i, j, beta[k] - beta[k + 1]);
      k += 2;
    }
  });
  return weights;
}

function foldProducts(steps: Transitions, folds: number): RawMoments[] {
  const debates = steps.debate[steps.count - 1] + 1;
  const foldOf = (step: number) =>
    debates >= folds ? steps.debate[step] % folds : Math.floor((step * folds) / steps.count);
  return Array.from({ length: folds }, (_, fold) =>
    steps.products(Float64Array.from({ length: steps.count }, (_, step) => Number(foldOf(step) === fold))),
  );
}

function chooseLambda(
  whole: RawMoments,
  folds: readonly RawMoments[],
  i: number,
  { cross, gram }: Moments,
  { mix, rule, stubbornness }: ReturnType<typeof checkOptions>,
): number {
  // Above this the lasso picks nothing; ridge has no such point and starts from the same scale of the moments.
  const largest = mix === 1 ? Math.max(...cross) : Math.max(...gram);
  if (!(largest > 0)) return 0;
  const grid = Array.from({ length: GRID }, (_, k) => largest * 10 ** ((-4 * k) / (GRID - 1)));
  const errors = folds.map((fold) => {
    const train = listenerMoments(without(whole, fold), i, stubbornness);
    const test = listenerMoments(fold, i, stubbornness);
    const beta = new Float64Array(cross.length);
    return grid.map((lambda) => meanSquare(test, nonnegativeFit(train, { lambda, mix }, beta)));
  });
  const means = grid.map((_, k) => errors.reduce((sum, fold) => sum + fold[k], 0) / folds.length);
  const best = means.indexOf(Math.min(...means));
  if (rule === 'best') return grid[best];
  const slack = deviation(errors.map((fold) => fold[best])) / Math.sqrt(folds.length);
  return grid[means.findIndex((mean) => mean <= means[best] + slack)];
}

/** How often complementary halves of the steps pick each edge with the sign that it has in all of them, and each pull. */
function pickedShares(
  steps: Transitions,
  fitAll: (products: RawMoments) => readonly { readonly beta: Float64Array }[],
  weights: Matrix,
  { halves, seed, replicates }: { readonly halves: number; readonly seed: number; readonly replicates: number },
): { readonly picked: Matrix; readonly held: Float64Array } {
  const n = steps.agents;
  const picked = Matrix.zeros(n, n);
  const held = new Float64Array(n);
  const order = Int32Array.from({ length: steps.count }, (_, k) => k);
  for (let pair = 0; pair < halves; pair++) {
    randomStream(seed, replicates + pair).shuffle(order);
    for (const half of [0, 1]) {
      const chosen = new Float64Array(steps.count);
      order.forEach((step, place) => (chosen[step] = Number(place % 2 === half)));
      const fits = fitAll(steps.products(chosen));
      const found = weightMatrix(
        fits.map(({ beta }) => beta),
        n,
      );
      fits.forEach(({ beta }, i) => {
        if (beta[2 * n - 2] > 0) held[i] += 1 / (2 * halves);
        for (let j = 0; j < n; j++) {
          if (found.get(i, j) * weights.get(i, j) > 0) picked.set(i, j, picked.get(i, j) + 1 / (2 * halves));
        }
      });
    }
  }
  return { picked, held };
}

function checkOptions({
  penalty = 'lasso',
  lambda,
  rule = 'oneStandardError',
  folds = 5,
  stubbornness = true,
  replicates = 200,
  halves = 50,
  stability = 0.8,
  level = 0.95,
  seed = 0,
}: EstimateInfluenceOptions) {
  checkOneOf('penalty', penalty, ['lasso', 'ridge']);
  checkOneOf('rule', rule, ['best', 'oneStandardError']);
  return {
    penalty,
    mix: penalty === 'lasso' ? 1 : 0,
    lambda: lambda === undefined ? undefined : checkNumber('lambda', lambda, { min: 0 }),
    rule,
    folds: checkInteger('folds', folds, { min: 2, max: 10 }),
    stubbornness,
    replicates: checkInteger('replicates', replicates, { min: 2 }),
    halves: checkInteger('halves', halves, { min: 1 }),
    stability: checkNumber('stability', stability, { min: 0, max: 1 }),
    level: checkLevel('level', level),
    seed: checkInteger('seed', seed, { min: 0 }),
  };
}

function deviation(values: ArrayLike<number>): number {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1));
}

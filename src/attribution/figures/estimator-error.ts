import { figure, type Figure } from '../../figures/index.js';
import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { antitheticSampling } from '../sampling/antithetic-sampling.js';
import type { AnytimeEstimate } from '../sampling/anytime-estimate.js';
import { checkDensePlayers, type CooperativeGame } from '../games/cooperative-game.js';
import { DenseGame } from '../games/dense-game.js';
import { kernelShap } from '../sampling/kernel-shap.js';
import { owenSampling } from '../sampling/owen-sampling.js';
import { permutationSampling } from '../sampling/permutation-sampling.js';
import { shapley } from '../values/shapley.js';
import { stratifiedSampling } from '../sampling/stratified-sampling.js';
import { stratifiedSvarm } from '../sampling/stratified-svarm.js';
import type { ValueEstimates } from '../sampling/value-estimates.js';

export interface EstimatorErrorFigureOptions {
  /** Runs whose squared errors are averaged; default 40. */
  readonly replicates?: number;
  /** Default 0. Run r uses seed + r. */
  readonly seed?: number;
  /** The game in words, for the subtitle; default its number of players. */
  readonly label?: string;
}

type Start = (game: CooperativeGame, seed: number) => AnytimeEstimate<ValueEstimates>;
const methods: readonly { readonly label: string; readonly start: Start }[] = [
  { label: 'permutation sampling', start: (game, seed) => permutationSampling.anytime(game, { seed }) },
  { label: 'antithetic pairs', start: (game, seed) => antitheticSampling.anytime(game, { seed }) },
  { label: 'Owen sampling', start: (game, seed) => owenSampling.anytime(game, { seed }) },
  { label: 'stratified, Neyman', start: (game, seed) => stratifiedSampling.anytime(game, { seed }) },
  { label: 'stratified SVARM', start: (game, seed) => stratifiedSvarm.anytime(game, { seed }) },
  { label: 'KernelSHAP', start: (game, seed) => kernelShap.anytime(game, { seed }) },
];

interface Point {
  readonly method: string;
  readonly budget: number;
  readonly error: number;
}

/**
 * Root mean squared error of Shapley estimators against their budget, on logarithmic axes with the slope −½ of independent
 * draws; for a game of at most 16 players, whose exact values are computed.
 *
 * @example
 * ```ts
 * import { estimatorErrorFigure, randomGame } from 'polity/attribution';
 * estimatorErrorFigure(randomGame(10, { family: 'monotone' }), { replicates: 10 }).title;
 * // 'With half of all coalitions KernelSHAP errs 5.3 times less than permutation sampling'
 * ```
 */
export function estimatorErrorFigure(
  game: CooperativeGame,
  { replicates = 40, seed = 0, label }: EstimatorErrorFigureOptions = {},
): Figure {
  const n = checkDensePlayers(game.players.length);
  if (n < 4 || n > 16) throw new InvalidInputError('players.length', n, 'be 4 … 16 for a figure of estimation errors');
  checkInteger('replicates', replicates, { min: 2 });
  const table = DenseGame.from(game);
  const exact = shapley(table).values;
  const budgets = Array.from({ length: 2 * (n - 3) + 1 }, (_, k) => Math.round(8 * 2 ** (k / 2)));
  const points = methods.flatMap(({ label: method, start }) =>
    errors(start, table, { exact, budgets, replicates, seed }).map((point) => ({ method, ...point })),
  );
  const of = (method: string) => points.filter((point) => point.method === method);
  const reference = of(methods[0].label);
  const half = 2 ** (n - 1);
  const atHalf = points.filter(({ budget }) => budget === half);
  const best = atHalf.reduce((least, point) => (point.error < least.error ? point : least));
  const plain = atHalf.find(({ method }) => method === methods[0].label)!;
  const slope = logSlope(reference);
  const [first, last] = [reference[0], reference[reference.length - 1]];
  const guide = [first.budget, last.budget].map((budget) => ({
    budget,
    error: 2.5 * first.error * Math.sqrt(first.budget / budget),
  }));
  const shown = points.filter(({ error }) => error > 1e-12);
  const low = 10 ** Math.floor(Math.log10(Math.min(...shown.map(({ error }) => error))));
  const high = 1.3 * Math.max(...shown.map(({ error }) => error), ...guide.map(({ error }) => error));
  const ratio = String(Number((plain.error / best.error).toPrecision(2)));
  return figure({
    title:
      best.method === plain.method
        ? 'With half of all coalitions no method errs less than permutation sampling'
        : `With half of all coalitions ${best.method} errs ${ratio} times less than permutation sampling`,
    subtitle: `Root mean squared error over ${n} players and ${replicates} runs; ${label ?? `a game of ${n} players`}, 2^{${n}} = ${2 ** n} coalitions`,
    source: `Castro et al. 2009; Mitchell et al. 2022; Owen 1972; Castro et al. 2017; Kolpaczki et al. 2024; Lundberg & Lee 2017`,
    description:
      `On logarithmic axes the error of permutation sampling falls with slope ${slope.toFixed(2).replace('-', '−')}, that of the others in parallel or, ` +
      `where coalitions are not drawn twice, faster. At ${half} evaluations: ` +
      atHalf.map(({ method, error }) => `${method} ${error.toPrecision(2)}`).join(', '),
    legend: [
      ...methods.map(({ label: name }, k) => ({
        label: name,
        color: (theme: { readonly series: readonly string[] }) => theme.series[k],
      })),
      { label: 'slope −½', color: (theme) => theme.muted, mark: 'dash' as const },
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      marginLeft: 56,
      x: { type: 'log', domain: [budgets[0], 2 ** n * 1.1] },
      y: { type: 'log', domain: [low, high] },
      marks: [
        Plot.axisX(
          budgets.filter((_, k) => k % 2 === 0),
          { text: (budget: number) => String(budget), label: 'evaluations of v →' },
        ),
        Plot.gridY(decades(low, high), { stroke: theme.grid, strokeOpacity: 1 }),
        Plot.axisY(decades(low, high), { text: powerOfTen, label: '↑ root mean squared error' }),
        Plot.ruleX([2 ** n], { stroke: theme.muted, strokeOpacity: 0.5 }),
        Plot.line(guide, { x: 'budget', y: 'error', stroke: theme.muted, strokeDasharray: '5 3' }),
        ...methods.flatMap(({ label: method }, k) => {
          const series = shown.filter((point) => point.method === method);
          return [
            Plot.line(series, { x: 'budget', y: 'error', stroke: theme.series[k], strokeWidth: 2 }),
            Plot.dot(series, { x: 'budget', y: 'error', fill: theme.series[k], r: 2.5 }),
          ];
        }),
        Plot.text([{ budget: 2 ** n, error: high }], {
          x: 'budget',
          y: 'error',
          text: () => 'all coalitions',
          textAnchor: 'end',
          dx: -6,
          dy: 8,
          fill: theme.muted,
        }),
      ],
    }),
  });
}

/** Root mean squared error at every budget that suffices; one run grows through all of them. */
function errors(
  start: Start,
  game: CooperativeGame,
  {
    exact,
    budgets,
    replicates,
    seed,
  }: {
    readonly exact: Float64Array;
    readonly budgets: readonly number[];
    readonly replicates: number;
    readonly seed: number;
  },
): Omit<Point, 'method'>[] {
  const { minimum } = start(game, seed);
  const affordable = budgets.filter((budget) => budget >= minimum);
  const squares = new Float64Array(affordable.length);
  for (let r = 0; r < replicates; r++) {
    const run = start(game, seed + r);
    affordable.forEach((budget, k) => {
      run.to(budget).values.forEach((value, i) => (squares[k] += (value - exact[i]) ** 2));
    });
  }
  return affordable.map((budget, k) => ({ budget, error: Math.sqrt(squares[k] / (replicates * exact.length)) }));
}

/** Slope of the least-squares line through the logarithms. */
function logSlope(points: readonly { readonly budget: number; readonly error: number }[]): number {
  const x = points.map(({ budget }) => Math.log(budget));
  const y = points.map(({ error }) => Math.log(error));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

function decades(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => Number(`1e${first + k}`));
}

function powerOfTen(value: number): string {
  const power = Math.round(Math.log10(value));
  return Math.abs(power) <= 3 ? String(value) : `10^{${String(power).replace('-', '−')}}`;
}

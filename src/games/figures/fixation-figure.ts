import { figure, logAxisX, logAxisY, significant, type Figure } from '../../figures/index.js';
import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { fixation, type PairPayoffs } from '../evolution/fixation.js';
import { simulateFixation } from '../evolution/simulate-fixation.js';
import { birthDeath, ruleName, type UpdateRule } from '../evolution/update-rule.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';

export interface FixationFigureOptions {
  /** Sizes at which populations are simulated, ascending; default 3 to 100 in eight steps. */
  readonly sizes?: readonly number[];
  /** Default `birthDeath()`. */
  readonly rule?: UpdateRule;
  /** Populations simulated at each size, default 4000. */
  readonly runs?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Names of the mutant and the resident type; default 'mutant', 'resident'. */
  readonly names?: readonly [string, string];
}

/**
 * The probability that one mutant takes over, against the size of the population: the closed form as a line, simulated
 * populations with 95 % intervals, and 1/N, which no selection would give.
 *
 * @throws InvalidInputError for sizes that do not ascend from 2
 *
 * @example
 * ```ts
 * import { fixationFigure } from 'polity/games';
 * fixationFigure([[30, 9], [14, 10]], { names: ['TFT', 'ALLD'], runs: 1000 }).title;
 * // 'One TFT among 99 ALLD takes over with probability 0.042, 4.2 times as often as without selection'
 * ```
 */
export function fixationFigure(payoffs: PayoffMatrix | PairPayoffs, options: FixationFigureOptions = {}): Figure {
  const { sizes = [3, 5, 8, 14, 23, 38, 62, 100], rule = birthDeath(), runs = 4000, seed = 0 } = options;
  const { names: [mutant, resident] = ['mutant', 'resident'] } = options;
  sizes.forEach((size, k) => checkInteger(`sizes[${k}]`, size, { min: k === 0 ? 2 : sizes[k - 1] + 1 }));
  if (sizes.length < 2) throw new InvalidInputError('sizes.length', sizes.length, 'be at least 2');
  const [first, last] = [sizes[0], sizes[sizes.length - 1]];
  const all = Array.from({ length: 160 }, (_, k) => Math.round(first * (last / first) ** (k / 159)));
  const theory = [...new Set(all)].map((size) => ({
    size,
    probability: fixation(payoffs, { populationSize: size, rule }).probability,
    neutral: 1 / size,
  }));
  const simulated = sizes.map((size, k) => {
    const { probability } = simulateFixation(payoffs, { populationSize: size, rule, runs, seed: seed + k });
    const { estimate, interval } = probability;
    return { size, estimate, lower: interval.lower, upper: interval.upper };
  });
  const seen = simulated.filter(({ estimate }) => estimate > 0);
  const end = theory[theory.length - 1];
  const positive = theory.map(({ probability }) => probability).filter((value) => value > 0);
  const low =
    Math.min(0.5 / last, ...positive.filter((value) => value > 1e-8), ...seen.map(({ lower }) => lower)) * 0.8;
  const high = Math.min(1, Math.max(...positive, 1 / first, ...seen.map(({ upper }) => upper)) * 1.15);
  const ratio = end.probability / end.neutral;
  const compared =
    ratio === 0
      ? 'never takes over'
      : `takes over with probability ${small(end.probability)}, ` +
        (ratio < 0.1
          ? `against 1/${last} without selection`
          : `${significant(ratio)} times as often as without selection`);
  const shown = theory.filter(({ probability }) => probability >= low);
  const inside = seen.filter(({ lower }) => lower >= low);
  return figure({
    title: `One ${mutant} among ${last - 1} ${resident} ${compared}`,
    subtitle: `Fixation of one ${mutant} in a well-mixed population (${ruleName(rule)}); ${runs} simulated populations a point, 95 % intervals`,
    source: 'Nowak, Sasaki, Taylor & Fudenberg, Nature 428 (2004) 646',
    description:
      `On logarithmic axes, the probability of fixation against population size as a line and simulated points: ` +
      simulated.map(({ size, estimate }) => `${small(estimate)} at ${size}`).join(', ') +
      `. A dashed line falls as one over the size.`,
    height: 360,
    legend: [
      { label: 'closed form', color: (theme) => theme.series[0] },
      { label: 'simulated, 95 % interval', color: (theme) => theme.series[1], mark: 'dot' },
      { label: 'neutral, 1/N', color: (theme) => theme.muted, mark: 'dash' },
    ],
    plot: (plot, theme) => ({
      marginLeft: 64,
      marginRight: 24,
      x: { type: 'log', domain: [first * 0.9, last * 1.1] },
      y: { type: 'log', domain: [low, high] },
      marks: [
        logAxisX(plot, first * 0.9, last * 1.1, 'population size, N →'),
        ...logAxisY(plot, theme, low, high, '↑ probability of fixation'),
        plot.line(
          theory.filter(({ neutral }) => neutral >= low),
          { x: 'size', y: 'neutral', stroke: theme.muted, strokeDasharray: '5 3' },
        ),
        plot.line(shown, { x: 'size', y: 'probability', stroke: theme.series[0], strokeWidth: 2 }),
        plot.ruleX(inside, { x: 'size', y1: 'lower', y2: 'upper', stroke: theme.series[1], strokeWidth: 2 }),
        plot.dot(inside, { x: 'size', y: 'estimate', r: 3.5, fill: theme.series[1] }),
      ],
    }),
  });
}

/** To two digits, as a power of ten where zeros would have to be counted. */
function small(value: number): string {
  if (value === 0 || value >= 1e-3) return significant(value);
  const power = Math.floor(Math.log10(value));
  return `${significant(value / 10 ** power)} × 10^{${String(power).replace('-', '−')}}`;
}

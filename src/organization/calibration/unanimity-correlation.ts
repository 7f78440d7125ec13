import { minimizeScalar, matrices } from '../../numerics/index.js';
import { chiSquareUpperTail, profileInterval, type Interval } from '../../statistics/index.js';
import { scaledTo } from './compute-law-fit.js';
import {
  cellDeviance,
  countPanels,
  panelChance,
  panelDeviance,
  type MixtureParameters,
  type PanelCounts,
  type Panels,
} from './unanimity-mixture.js';

/** How well the mixture fits the numbers of right answers. */
export interface PanelFit {
  /** Panels with so many right answers, and how many the model expects, over the most frequent panel size. */
  readonly table: readonly { readonly right: number; readonly observed: number; readonly expected: number }[];
  /** Agents in the panels of the table. */
  readonly size: number;
  /** Pearson's statistic over the table, rows of an expectation below 5 pooled; NaN with too few rows. */
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
}

export interface UnanimityEstimate extends MixtureParameters {
  readonly standardError: number;
  readonly interval: Interval;
  readonly influence: Float64Array;
  readonly panels: number;
  readonly fit: PanelFit;
}

/** Most difficult: the item decides nearly alone, and shared failures can no longer be told from it. */
const MOST_DIFFICULTY = 0.999;

/**
 * ρ from panels that answered each item once, by the likelihood of the mixture: difficulty spreads the number of right
 * answers by a Beta distribution, shared failures add panels that are all right or all wrong beyond it.
 */
export function correlationFromUnanimity(panels: Panels, items: number, level: number): UnanimityEstimate {
  const counts = countPanels(panels);
  const starts = startingMeans(counts);
  const meansFor = (correlation: number, difficulty: number) =>
    starts.map((start, band) => bestMean(counts, band, start, difficulty, correlation));
  const profile = (correlation: number) => {
    const { point, value } = minimizeScalar(
      (difficulty) => panelDeviance(counts, { correlation, difficulty, means: meansFor(correlation, difficulty) }),
      { lower: 0, upper: MOST_DIFFICULTY, grid: 6, tolerance: 1e-6 },
    );
    return { value, difficulty: point };
  };
  const best = minimizeScalar((correlation) => profile(correlation).value, {
    lower: 0,
    upper: 1,
    grid: 8,
    tolerance: 1e-6,
  });
  const correlation = best.point < 1e-5 ? 0 : best.point;
  const least = Math.min(best.value, profile(correlation).value);
  const { difficulty } = profile(correlation);
  const means = meansFor(correlation, difficulty);
  const at: MixtureParameters = { correlation, difficulty, means };
  const { naive, robust, influence } = spread(panels, at, items);
  // Bands of one item depend on one another: the composite deviance is scaled to the robust variance.
  const scale = counts.bands > 1 && robust > 0 && naive > 0 ? naive / robust : 1;
  const interval = profileInterval((value) => Math.max(0, profile(value).value - least) * scale, {
    estimate: correlation,
    scale: Math.sqrt(robust) || 0.1,
    lower: 0,
    upper: 1,
    level,
  });
  return {
    ...at,
    standardError: Math.sqrt(robust),
    interval,
    influence: scaledTo(influence, robust),
    panels: panels.size.length,
    fit: goodness(counts, at),
  };
}

function startingMeans({ bands, band, size, right, count }: PanelCounts): Float64Array {
  const [sums, totals] = [new Float64Array(bands), new Float64Array(bands)];
  for (let i = 0; i < count.length; i++) {
    sums[band[i]] += right[i] * count[i];
    totals[band[i]] += size[i] * count[i];
  }
  return sums.map((sum, b) => Math.min(1 - 1e-6, Math.max(1e-6, sum / totals[b])));
}

/** The mean of greatest likelihood, by Newton's steps with differences: it lies close to the share of right answers. */
function bestMean(counts: PanelCounts, band: number, start: number, difficulty: number, correlation: number): number {
  const deviance = (mean: number) => {
    let sum = 0;
    for (let i = 0; i < counts.count.length; i++) {
      if (counts.band[i] === band) sum += cellDeviance(counts, i, mean, difficulty, correlation);
    }
    return sum;
  };
  let mean = start;
  for (let step = 0; step < 4; step++) {
    const h = 1e-3 * Math.min(mean, 1 - mean);
    const [below, here, above] = [deviance(mean - h), deviance(mean), deviance(mean + h)];
    const curvature = (above - 2 * here + below) / (h * h);
    if (!(curvature > 0)) break;
    const next = mean - (above - below) / (2 * h) / curvature;
    if (!(next > 0 && next < 1) || deviance(next) > here) break;
    if (Math.abs(next - mean) < 1e-9) return next;
    mean = next;
  }
  return mean;
}

/**
 * Variance of ρ̂ if panels were independent (inverse information by outer products of panel scores), robust to dependence
 * within items (Godambe), and each item's influence on it. Parameters on a boundary are taken as known, but for ρ.
 */
function spread(panels: Panels, { correlation, difficulty, means }: MixtureParameters, items: number) {
  const free = [
    0,
    ...(difficulty > 1e-4 && difficulty < MOST_DIFFICULTY - 1e-3 ? [1] : []),
    ...means.map((_, b) => b + 2),
  ];
  const point = [correlation, difficulty, ...means];
  const chance = (values: readonly number[], i: number) =>
    panelChance(panels.right[i], panels.size[i], values[2 + panels.band[i]], values[1], values[0]);
  const p = free.length;
  const scores = Array.from({ length: items }, () => new Float64Array(p));
  const information = matrices().Matrix.zeros(p, p);
  for (let i = 0; i < panels.size.length; i++) {
    const here = chance(point, i);
    const score = free.map((parameter) => {
      if (parameter >= 2 && parameter - 2 !== panels.band[i]) return 0;
      const h = 1e-5;
      const [up, down] = [point.slice(), point.slice()];
      up[parameter] = Math.min(1, up[parameter] + h);
      // The mixture is a line in ρ, so that a difference to one side is exact at its boundary.
      down[parameter] = Math.max(0, down[parameter] - h);
      return (chance(up, i) - chance(down, i)) / (up[parameter] - down[parameter]) / here;
    });
    const own = scores[panels.item[i]];
    for (let a = 0; a < p; a++) {
      own[a] += score[a];
      for (let b = 0; b < p; b++) information.set(a, b, information.get(a, b) + score[a] * score[b]);
    }
  }
  const bread = matrices().inverse(information, true);
  const influence = Float64Array.from(scores, (score) =>
    score.reduce((sum, value, b) => sum + bread.get(0, b) * value, 0),
  );
  const n = items;
  const robust = (n / Math.max(1, n - 1)) * influence.reduce((sum, value) => sum + value * value, 0);
  return { naive: bread.get(0, 0), robust, influence };
}

function goodness(counts: PanelCounts, { correlation, difficulty, means }: MixtureParameters): PanelFit {
  const bySize = new Map<number, number>();
  counts.count.forEach((count, i) => bySize.set(counts.size[i], (bySize.get(counts.size[i]) ?? 0) + count));
  const [size] = [...bySize].reduce((a, b) => (b[1] > a[1] ? b : a));
  const observed = new Float64Array(size + 1);
  const expected = new Float64Array(size + 1);
  counts.count.forEach((count, i) => {
    if (counts.size[i] !== size) return;
    observed[counts.right[i]] += count;
    for (let right = 0; right <= size; right++) {
      expected[right] += count * panelChance(right, size, means[counts.band[i]], difficulty, correlation);
    }
  });
  const table = Array.from(observed, (value, right) => ({ right, observed: value, expected: expected[right] }));
  // Neighbours are pooled until each group expects five.
  const groups: { observed: number; expected: number }[] = [];
  let open = { observed: 0, expected: 0 };
  for (const row of table) {
    open = { observed: open.observed + row.observed, expected: open.expected + row.expected };
    if (open.expected < 5) continue;
    groups.push(open);
    open = { observed: 0, expected: 0 };
  }
  const last = groups.at(-1);
  if (last && open.expected > 0) {
    last.observed += open.observed;
    last.expected += open.expected;
  }
  const degrees = groups.length - 1 - 2 - counts.bands;
  const statistic = groups.reduce((sum, g) => sum + (g.observed - g.expected) ** 2 / g.expected, 0);
  return degrees >= 1
    ? { table, size, statistic, degrees, pValue: chiSquareUpperTail(statistic, { degrees }) }
    : { table, size, statistic: NaN, degrees: 0, pValue: NaN };
}

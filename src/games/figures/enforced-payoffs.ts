import { decimal, figure, type Figure } from '../../figures/index.js';
import { checkInteger, randomStream } from '../../foundation/index.js';
import { memoryOnePayoffs } from '../repeated/memory-one-chain.js';
import type { MemoryOneInput } from '../repeated/memory-one.js';
import { ownPayoffs, axelrodPayoffs, type StageInput } from '../repeated/stage-game.js';
import { enforcedRelation } from '../repeated/zero-determinant.js';

export interface EnforcedPayoffsOptions {
  /** Default the prisoner's dilemma 3, 0, 5, 1. */
  readonly game?: StageInput;
  /** What the strategy is called, default `the strategy`. */
  readonly name?: string;
  /** Random memory-one opponents, default 400. */
  readonly opponents?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * What a memory-one strategy and random opponents earn in the long run, within the payoffs that are feasible. The points of a
 * zero-determinant strategy lie on a line.
 *
 * @param strategy - four responses, or `{ initial, response }`
 *
 * @example
 * ```ts
 * import { enforcedPayoffsFigure } from 'polity/games';
 * enforcedPayoffsFigure([8 / 9, 1 / 2, 1 / 3, 0], { name: 'Extort-2' }).title;
 * // 'Extort-2 holds every opponent to the line of slope 0.5 through (1, 1)'
 * enforcedPayoffsFigure([1, 0, 0, 1], { name: 'Pavlov' }).title; // 'Pavlov enforces no linear relation between payoffs'
 * ```
 */
export function enforcedPayoffsFigure(
  strategy: MemoryOneInput,
  { game = axelrodPayoffs, name = 'the strategy', opponents = 400, seed = 0 }: EnforcedPayoffsOptions = {},
): Figure {
  checkInteger('opponents', opponents, { min: 1 });
  const { R, S, T, P } = ownPayoffs(game);
  const relation = enforcedRelation(strategy, { game });
  const stream = randomStream(seed);
  const points = Array.from({ length: opponents }, () => {
    const response = Array.from({ length: 4 }, () => stream.uniform());
    const { payoffs } = memoryOnePayoffs(strategy, { initial: stream.uniform(), response }, { game });
    return { own: payoffs[0], other: payoffs[1] };
  });
  const itself = memoryOnePayoffs(strategy, strategy, { game }).payoffs[0];
  const corners = [
    { text: 'R', own: R, other: R, dx: 10, dy: -9 },
    { text: 'T', own: T, other: S, dx: 10, dy: -9 },
    { text: 'P', own: P, other: P, dx: -12, dy: 10 },
    { text: 'S', own: S, other: T, dx: 10, dy: -9 },
  ];
  const hull = convexHull(corners);
  const ends = relation.enforced ? lineEnds(hull, relation) : [];
  const { slope, baseline } = relation;
  const shown = decimal(baseline, 2);
  const line = Number.isNaN(baseline)
    ? `a line of slope ${decimal(slope, 2)}`
    : `the line of slope ${decimal(slope, 2)} through (${shown}, ${shown})`;
  const [low, high] = [Math.min(R, S, T, P), Math.max(R, S, T, P)];
  const pad = 0.06 * (high - low);
  const called = name[0].toUpperCase() + name.slice(1);
  return figure({
    title: !relation.enforced
      ? `${called} enforces no linear relation between payoffs`
      : Number.isNaN(slope)
        ? `${called} fixes its own payoff`
        : slope === 0
          ? `${called} pins the payoff of every opponent at ${shown}`
          : `${called} holds every opponent to ${line}`,
    subtitle: `Long run, ${opponents} random memory-one opponents; R, S, T, P = ${[R, S, T, P].map((x) => decimal(x)).join(', ')}`,
    source: 'Press & Dyson (2012); Hilbe, Nowak & Sigmund (2013)',
    description:
      `Payoffs of ${name} (across) and of its opponents (up) as dots within the quadrilateral of feasible payoffs. ` +
      (relation.enforced ? `All lie on ${line}.` : 'They fill an area.'),
    width: 560,
    height: 460,
    legend: [
      { label: 'an opponent', color: (theme) => theme.series[0], mark: 'dot' },
      { label: 'itself', color: (theme) => theme.series[1], mark: 'ring' },
      ...(relation.enforced ? [{ label: 'enforced', color: (theme: { accent: string }) => theme.accent }] : []),
      { label: 'equal', color: (theme) => theme.muted, mark: 'dots' },
      { label: 'feasible', color: (theme) => theme.muted, mark: 'area' as const },
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      marginTop: 26,
      x: { domain: [low - pad, high + pad], ticks: 6, label: `payoff of ${name} a round →` },
      y: { domain: [low - pad, high + pad], ticks: 6, label: '↑ payoff of the opponent a round' },
      marks: [
        Plot.line([...hull, hull[0]], {
          x: 'own',
          y: 'other',
          fill: theme.muted,
          fillOpacity: 0.14,
          stroke: theme.muted,
        }),
        Plot.line([{ own: low, other: low }, { own: high, other: high }], { x: 'own', y: 'other', stroke: theme.muted, strokeDasharray: '2 4' }), // prettier-ignore
        Plot.dot(points, { x: 'own', y: 'other', r: 2.6, fill: theme.series[0], fillOpacity: 0.6 }),
        Plot.line(ends, { x: 'own', y: 'other', stroke: theme.accent, strokeWidth: 2 }),
        Plot.dot([{ own: itself, other: itself }], {
          x: 'own',
          y: 'other',
          r: 6,
          stroke: theme.series[1],
          strokeWidth: 2.5,
        }),
        ...corners.map(({ text, own, other, dx, dy }) =>
          Plot.text([{ own, other }], {
            x: 'own',
            y: 'other',
            text: [text],
            dx,
            dy,
            fill: theme.muted,
            fontWeight: 'bold',
          }),
        ),
      ],
    }),
  });
}

interface Point {
  readonly own: number;
  readonly other: number;
}

const turn = (a: Point, b: Point, c: Point): number =>
  (b.own - a.own) * (c.other - a.other) - (b.other - a.other) * (c.own - a.own);

/** Corners in counterclockwise order (Andrew's monotone chain). */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.own - b.own || a.other - b.other);
  const half = (list: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Where α·own + β·other + γ = 0 enters and leaves the hull. */
function lineEnds(
  hull: readonly Point[],
  { alpha, beta, gamma }: { readonly alpha: number; readonly beta: number; readonly gamma: number },
): Point[] {
  const side = (point: Point) => alpha * point.own + beta * point.other + gamma;
  const scale = Math.abs(alpha) + Math.abs(beta);
  const crossings = hull.flatMap((a, k) => {
    const b = hull[(k + 1) % hull.length];
    const [sa, sb] = [side(a), side(b)].map((s) => (Math.abs(s) < 1e-9 * scale ? 0 : s));
    if (sa === 0) return [a];
    if (sa * sb >= 0) return [];
    const along = sa / (sa - sb);
    return [{ own: a.own + along * (b.own - a.own), other: a.other + along * (b.other - a.other) }];
  });
  return crossings
    .sort((a, b) => a.own - b.own || a.other - b.other)
    .filter((_, k, all) => k === 0 || k === all.length - 1);
}

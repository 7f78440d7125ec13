import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { nashEquilibria } from '../strategic/nash-equilibria.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

/**
 * Best replies in a 2 × 2 game: how often each player plays its first strategy, as a reply to how often the other does. The
 * equilibria are where the two curves meet.
 *
 * @throws InvalidInputError unless the game is 2 × 2
 *
 * @example
 * ```ts
 * import { battleOfTheSexes, bestReplyFigure } from 'polity/games';
 * bestReplyFigure(battleOfTheSexes()).title; // 'The best replies meet at 3 points'
 * ```
 */
export function bestReplyFigure(game: StrategicGame): Figure {
  if (game.shape.join() !== '2,2') throw new InvalidInputError('game.shape', game.shape, 'be 2 × 2');
  const { equilibria, components } = nashEquilibria(game);
  const points = equilibria.map(({ row, column }) => ({ p: row[0], q: column[0] }));
  const [[a, b], [c, d]] = game.matrix(0);
  const [[e, f], [g, h]] = game.matrix(1);
  // What the first strategy gains over the second where the other plays its second (at 0) and its first (at 1).
  const row = replyCurve(b - d, a - c).map(({ other, own }) => ({ p: own, q: other }));
  const column = replyCurve(g - h, e - f).map(({ other, own }) => ({ p: other, q: own }));
  const continuum = components.length < equilibria.length;
  const count = components.length;
  const title = continuum
    ? `The best replies meet in ${count} connected set${count === 1 ? '' : 's'}, not in points only`
    : `The best replies meet at ${count} point${count === 1 ? '' : 's'}`;
  const [first, second] = game.players;
  return figure({
    title,
    subtitle: `Probability that player ${first} plays “${game.strategies[0][0]}” and player ${second} plays “${game.strategies[1][0]}”; dots are Nash equilibria`,
    source: 'Best-reply correspondences, exact up to rounding',
    description:
      `Two step curves in the unit square. They meet at ` +
      points.map(({ p, q }) => `(${decimal(p)}, ${decimal(q)})`).join(', '),
    width: 560,
    height: 430,
    legend: [
      { label: `player ${first} replies`, color: (theme) => theme.series[0] },
      { label: `player ${second} replies`, color: (theme) => theme.series[1], mark: 'dash' },
      { label: 'equilibrium', color: (theme) => theme.accent, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 52,
      marginRight: 24,
      inset: 8,
      x: { domain: [0, 1], ticks: 5, label: `player ${first} plays “${game.strategies[0][0]}”, p →` },
      y: { domain: [0, 1], ticks: 5, label: `↑ player ${second} plays “${game.strategies[1][0]}”, q` },
      marks: [
        Plot.frame({ stroke: theme.grid }),
        ...areas(row).map((area) => Plot.rect([area], { ...corners, fill: theme.series[0], fillOpacity: 0.2 })),
        ...areas(column).map((area) => Plot.rect([area], { ...corners, fill: theme.series[1], fillOpacity: 0.2 })),
        Plot.line(row, { x: 'p', y: 'q', stroke: theme.series[0], strokeWidth: 3 }),
        Plot.line(column, { x: 'p', y: 'q', stroke: theme.series[1], strokeWidth: 3, strokeDasharray: '7 3' }),
        Plot.dot(points, { x: 'p', y: 'q', r: 6, fill: theme.accent, stroke: theme.paper, strokeWidth: 1.5 }),
      ],
    }),
  });
}

const corners = { x1: 'p1', x2: 'p2', y1: 'q1', y2: 'q2' } as const;

/** A player to whom everything is the same replies with anything: the whole square. */
function areas(curve: readonly { p: number; q: number }[]) {
  return curve.length === 0 ? [{ p1: 0, p2: 1, q1: 0, q2: 1 }] : [];
}

/**
 * The best reply as a curve, from the gain of the first strategy where the other never plays its first, and where it always
 * does. Empty where every reply is best.
 */
function replyCurve(gainAt0: number, gainAt1: number): { other: number; own: number }[] {
  if (gainAt0 === 0 && gainAt1 === 0) return [];
  const reply = (gain: number) => (gain > 0 ? 1 : 0);
  const turn = gainAt0 / (gainAt0 - gainAt1);
  if (!(turn >= 0 && turn <= 1)) {
    const own = reply(gainAt0);
    return [{ other: 0, own }, { other: 1, own }]; // prettier-ignore
  }
  const [before, after] = gainAt0 === 0 ? [1 - reply(gainAt1), reply(gainAt1)] : [reply(gainAt0), 1 - reply(gainAt0)];
  return [{ other: 0, own: before }, { other: turn, own: before }, { other: turn, own: after }, { other: 1, own: after }]; // prettier-ignore
}

import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Interactions } from '../interactions/interactions.js';
import { coalitionText } from './words.js';

export interface InteractionsFigureOptions {
  /** The players' own values, for the size of their discs; default those of order 1 among the interactions. */
  readonly values?: ArrayLike<number>;
  /** The line under the figure. */
  readonly source?: string;
}

/** Pixels of the circle's radius, and of the plot's width without its margins. */
const UNIT = 150;
const WIDTH = 656;

/**
 * Players on a circle, a disc each as large as their value, joined by their interactions of two: width is size, colour sign.
 *
 * @param interactions - of order 2, and 1 unless `values` are given; 2 to 16 players
 *
 * @example
 * ```ts
 * import { DenseGame, interactionsFigure, shapleyInteractions } from 'polity/attribution';
 * const game = new DenseGame([0, 0.1, 0.1, 0.7], { players: ['planner', 'actor'] });
 * interactionsFigure(shapleyInteractions(game)).title;
 * // 'planner and actor add 0.5 to each other’s work; no pair gets in its own way'
 * ```
 */
export function interactionsFigure(
  interactions: Interactions,
  { values = interactions.valuesOf(1), source }: InteractionsFigureOptions = {},
): Figure {
  const { players } = interactions;
  const n = players.length;
  if (n < 2 || n > 16) throw new InvalidInputError('players.length', n, 'lie in [2, 16] for a network');
  if (values.length !== n) throw new InvalidInputError('values.length', values.length, `equal ${n}`);
  const at = (i: number) => {
    const angle = Math.PI / 2 - (2 * Math.PI * (i + (n === 2 || n === 4 ? 0.5 : 0))) / n;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  };
  const nodes = players.map((name, i) => ({ name, value: values[i], ...at(i) }));
  const edges = [...interactions.ofOrder(2)].map(({ coalition, value }) => {
    const [from, to] = coalition.map((name) => nodes.find((node) => node.name === name)!);
    // Labels of edges through the centre stand nearer one end, and all of them beside the line.
    const part = Math.abs(from.x + to.x) + Math.abs(from.y + to.y) < 1e-9 ? 0.3 : 0.5;
    const [middleX, middleY] = [from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const [normalX, normalY] = [(from.y - to.y) / length, (to.x - from.x) / length];
    const outward = normalX * middleX + normalY * middleY < -1e-9 ? -1 : 1;
    return {
      coalition,
      value,
      from,
      to,
      label: decimal(value),
      x: middleX + outward * normalX * 0.2,
      y: middleY + outward * normalY * 0.12,
    };
  });
  const [bottom, top] = [Math.min(...nodes.map(({ y }) => y)) - 0.36, Math.max(...nodes.map(({ y }) => y)) + 0.36];
  const largest = Math.max(...edges.map(({ value }) => Math.abs(value))) || 1;
  const most = edges.reduce((a, b) => (b.value > a.value ? b : a));
  const least = edges.reduce((a, b) => (b.value < a.value ? b : a));
  const gain = `${most.coalition.join(' and ')} add ${decimal(most.value)} to each other’s work`;
  const loss = `${least.coalition.join(' and ')} take ${decimal(-least.value)} from it`;
  return figure({
    title:
      most.value > 0
        ? least.value < 0
          ? `${gain}, ${loss}`
          : `${gain}; no pair gets in its own way`
        : least.value < 0
          ? `No pair gains by working together; ${least.coalition.join(' and ')} lose ${decimal(-least.value)}`
          : 'No two players interact',
    subtitle: `${interactions.index}, pairs; a disc is as large as its player’s own value`,
    description:
      `A network of ${players.join(', ')}. Pairs: ` +
      edges.map(({ coalition, value }) => `${coalitionText(coalition)} ${decimal(value)}`).join('; '),
    ...(source === undefined ? {} : { source }),
    height: 24 + Math.round(UNIT * (top - bottom)),
    legend: [
      { label: 'more together', color: (theme) => theme.series[0] ?? theme.ink },
      { label: 'less together', color: (theme) => theme.series[1] ?? theme.ink, mark: 'dash' },
      { label: 'a value below 0', color: (theme) => theme.series[1] ?? theme.ink, mark: 'ring' },
    ],
    plot: (Plot, theme) => {
      const colour = (value: number) => (value < 0 ? theme.series[1] : theme.series[0]) ?? theme.ink;
      const strong = edges.filter(({ value }) => Math.abs(value) >= 0.02 * largest);
      return {
        marginTop: 12,
        marginBottom: 12,
        marginLeft: 12,
        marginRight: 12,
        x: { axis: null, domain: [-WIDTH / 2 / UNIT, WIDTH / 2 / UNIT] },
        y: { axis: null, domain: [bottom, top] },
        r: { domain: [0, Math.max(...Array.from(values, Math.abs)) || 1], range: [0, 30] },
        marks: [
          ...[1, -1].map((sign) =>
            Plot.link(
              strong.filter(({ value }) => Math.sign(value) === sign),
              {
                x1: (edge: (typeof edges)[number]) => edge.from.x,
                y1: (edge: (typeof edges)[number]) => edge.from.y,
                x2: (edge: (typeof edges)[number]) => edge.to.x,
                y2: (edge: (typeof edges)[number]) => edge.to.y,
                stroke: colour(sign),
                strokeOpacity: 0.75,
                ...(sign < 0 ? { strokeDasharray: '7 4' } : {}),
                strokeWidth: ({ value }: (typeof edges)[number]) => 1 + (11 * Math.abs(value)) / largest,
              },
            ),
          ),
          Plot.dot(nodes, {
            x: 'x',
            y: 'y',
            r: ({ value }: (typeof nodes)[number]) => Math.abs(value),
            fill: theme.paper,
            stroke: ({ value }: (typeof nodes)[number]) => colour(value),
            strokeWidth: 3,
          }),
          ...nodes.map((node) =>
            Plot.text([node], {
              x: 'x',
              y: 'y',
              text: [`${node.name}: ${decimal(node.value)}`],
              textAnchor: anchorOf(node.x),
              ...(anchorOf(node.x) === 'middle'
                ? { dy: node.y > 0 ? -40 : 40 }
                : { dx: anchorOf(node.x) === 'start' ? 38 : -38 }),
              fill: theme.ink,
              fontWeight: 'bold',
            }),
          ),
          ...(n <= 6
            ? [
                Plot.text(edges, {
                  x: 'x',
                  y: 'y',
                  text: 'label',
                  fill: theme.ink,
                  stroke: theme.paper,
                  strokeWidth: 5,
                }),
              ]
            : []),
        ],
      };
    },
  });
}

function anchorOf(x: number): 'start' | 'middle' | 'end' {
  return x > 0.2 ? 'start' : x < -0.2 ? 'end' : 'middle';
}

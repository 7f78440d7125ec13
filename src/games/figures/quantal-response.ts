import { decimal, figure, logAxisX, type Figure } from '../../figures/index.js';
import { distanceBetween } from '../strategic/mixed-profile.js';
import { quantalResponsePath, type QuantalResponsePath } from '../strategic/quantal-response.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

/**
 * The principal branch of logit equilibria: how each player's strategies gain or lose as rationality grows, and the Nash
 * equilibrium at its end.
 *
 * @see McKelvey & Palfrey 1995; Turocy 2005
 *
 * @example
 * ```ts
 * import { prisonersDilemma, quantalResponseFigure } from 'polity/games';
 * quantalResponseFigure(prisonersDilemma()).title; // 'From random choice, growing rationality leads to (defect, defect)'
 * ```
 */
export function quantalResponseFigure(game: StrategicGame): Figure {
  const path = quantalResponsePath(game);
  const [low, high] = shownRange(path);
  const rows = path.points.flatMap(({ rationality, profile }, step) =>
    profile.flatMap((mixed, p) =>
      Array.from(mixed, (probability, s) => ({ rationality, probability, player: game.players[p], p, s, step })),
    ),
  );
  const ends = path.limit.profile.flatMap((mixed, p) =>
    Array.from(mixed, (probability, s) => ({ rationality: high, probability, player: game.players[p], p, s })),
  );
  const longest = Math.max(...game.shape);
  const label = (s: number) => {
    const names = game.strategies.map((list) => list[s]).filter((name) => name !== undefined);
    return new Set(names).size === 1 ? names[0] : names.join(' / ');
  };
  const panels = game.players.map((player) => `player ${player}`);
  const turns = path.turningPoints.map((lambda) => decimal(lambda)).join(' and ');
  return figure({
    title:
      `From random choice, growing rationality leads to ${limitName(game, path)}` +
      (turns ? `, with turns at λ = ${turns}` : ''),
    subtitle: `Probability of each strategy along the principal branch of logit equilibria; dots are the Nash equilibrium at its end (regret ${path.limit.regret === 0 ? '0' : path.limit.regret.toExponential(0)})`,
    source: 'McKelvey & Palfrey 1995; branch followed as in Turocy 2005',
    description:
      `One panel a player over rationality λ from ${decimal(low)} to ${decimal(high)} per unit of payoff. ` +
      path.limit.profile
        .map((mixed, p) => `Player ${game.players[p]} ends at ${Array.from(mixed, (x) => decimal(x)).join(', ')}`)
        .join('; '),
    height: 110 + 150 * game.players.length,
    legend: Array.from({ length: longest }, (_, s) => ({
      label: label(s),
      color: (theme) => theme.series[s % theme.series.length],
    })),
    plot: (Plot, theme) => ({
      marginRight: 24,
      marginLeft: 52,
      x: { type: 'log', domain: [low, high] },
      y: { domain: [0, 1], label: '↑ probability', ticks: 3 },
      fy: { domain: panels, label: null, axis: null },
      marks: [
        logAxisX(Plot, low, high, 'rationality, λ (per unit of payoff) →'),
        Plot.gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 3 }),
        Plot.ruleX(path.turningPoints, { stroke: theme.muted, strokeDasharray: '2 3' }),
        Plot.line(rows, {
          clip: true,
          fy: ({ player }: { player: string }) => `player ${player}`,
          x: 'rationality',
          y: 'probability',
          z: 's',
          sort: 'step',
          stroke: ({ s }: { s: number }) => theme.series[s % theme.series.length],
          strokeWidth: 2,
        }),
        Plot.dot(ends, {
          fy: ({ player }: { player: string }) => `player ${player}`,
          x: 'rationality',
          y: 'probability',
          r: 4,
          fill: ({ s }: { s: number }) => theme.series[s % theme.series.length],
          stroke: theme.paper,
        }),
        Plot.text(panels, {
          fy: (panel: string) => panel,
          text: (panel: string) => panel,
          frameAnchor: 'top-left',
          dx: 6,
          dy: 6,
          fill: theme.ink,
          stroke: theme.paper,
        }),
      ],
    }),
  });
}

/** From where choice is almost random to where it has settled. */
function shownRange({ points, limit }: QuantalResponsePath): readonly [number, number] {
  const first = points.find(({ profile }) => distanceBetween(profile, points[0].profile) > 0.02) ?? points[1];
  const unsettled = points.filter(({ profile }) => distanceBetween(profile, limit.profile) > 0.005);
  const last = unsettled[unsettled.length - 1] ?? points[points.length - 1];
  const high = Math.min(1000 * first.rationality, last.rationality);
  return [Math.min(first.rationality, high / 10), 1.5 * Math.max(high, first.rationality)];
}

function limitName(game: StrategicGame, { limit }: QuantalResponsePath): string {
  const pure = limit.profile.map((mixed) => mixed.findIndex((x) => x > 1 - 1e-9));
  if (pure.every((s) => s >= 0)) return `(${pure.map((s, p) => game.strategies[p][s]).join(', ')})`;
  return `a mixed equilibrium, ${limit.profile.map((mixed) => `(${Array.from(mixed, (x) => decimal(x, 2)).join(', ')})`).join(' and ')}`;
}

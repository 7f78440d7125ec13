import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { evaluateBehavior } from '../extensive/behavior-profile.js';
import { behaviorRegret } from '../extensive/best-response.js';
import { CHANCE, TERMINAL, type BehaviorProfile, type ExtensiveGame } from '../extensive/extensive-game.js';
import { perfectRecall } from '../extensive/recall.js';
import { treeLayout } from './tree-layout.js';

/** Most ends that a drawing can show. */
const MOST_ENDS = 64;

export interface GameTreeFigureOptions {
  /** Behaviour strategies: their probabilities are written at the branches, and the ways that play takes are marked. */
  readonly profile?: BehaviorProfile;
  /** The game in words, for the subtitle. */
  readonly label?: string;
}

/**
 * A game tree from left to right: who moves by the colour of the node, information sets as dashed bands, payoffs at the ends.
 * With a profile the title says what it earns and whether somebody would deviate.
 *
 * @throws InvalidInputError when the tree has more than 64 ends, or for a profile that is none
 *
 * @example
 * ```ts
 * import { entryDeterrence, gameTreeFigure, subgamePerfect } from 'polity/games';
 * const game = entryDeterrence();
 * gameTreeFigure(game, { profile: subgamePerfect(game).profile }).title;
 * // 'Expected payoffs: 1 for entrant, 1 for incumbent; nobody gains by deviating'
 * gameTreeFigure(game, { profile: [[1, 0], [0, 1]] }).title;
 * // 'Expected payoffs: 0 for entrant, 2 for incumbent; entrant would gain 1 by deviating'
 * ```
 */
export function gameTreeFigure(game: ExtensiveGame, { profile, label }: GameTreeFigureOptions = {}): Figure {
  const { nodes, informationSets, players, terminals, terminalPayoffs } = game;
  const ends = terminals.length;
  if (ends > MOST_ENDS) throw new InvalidInputError('game', `${ends} ends`, `have at most ${MOST_ENDS} to be drawn`);
  const { x, y, depth } = treeLayout(game);
  const evaluation = profile && evaluateBehavior(game, profile);
  const reach = evaluation?.nodeProbabilities;

  const branches = Array.from({ length: nodes.count - 1 }, (_, k) => {
    const child = k + 1;
    const parent = nodes.parent[child];
    const moved = nodes.player[parent];
    const set = nodes.set[parent];
    const action = nodes.action[child];
    const name = moved === CHANCE ? game.chanceEvents[set].actions[action] : informationSets[set].actions[action];
    const odds = moved === CHANCE ? nodes.probability[child] : profile?.[set][action];
    const written = moved === CHANCE ? game.chanceEvents[set].texts[action] : odds === undefined ? '' : decimal(odds, 2);
    return {
      x1: x[parent], y1: y[parent], x2: x[child], y2: y[child],
      // Nearer to the child, where branches have parted.
      labelX: x[parent] + 0.56 * (x[child] - x[parent]),
      labelY: y[parent] + 0.56 * (y[child] - y[parent]),
      text: written === '' ? name : `${name} ${written.length > 6 ? decimal(odds!, 2) : written}`,
      played: reach !== undefined && reach[child] > 0,
      width: reach ? 1.2 + 3 * Math.sqrt(reach[child]) : 1.2,
    };
  }); // prettier-ignore
  const dots = Array.from({ length: nodes.count }, (_, v) => ({ x: x[v], y: y[v], player: nodes.player[v], node: v }));
  const bands = informationSets
    .filter(({ nodes: members }) => members.length > 1)
    .map(({ nodes: members, player }) => ({
      player,
      points: Array.from(members, (v) => ({ x: x[v], y: y[v] })).sort((a, b) => a.y - b.y),
    }));
  const payoffs = Array.from(terminals, (v, z) => ({
    x: x[v],
    y: y[v],
    text: terminalPayoffs.map((own) => decimal(own[z], 2)).join(', '),
  }));
  const color = (theme: Theme, player: number) =>
    player === CHANCE ? theme.muted : theme.series[player % theme.series.length];
  const shared = bands.length;
  const hidden = shared === 0 ? '' : `, ${shared} with several nodes`;
  const structure = `${counted(nodes.count, 'node')}, ${counted(informationSets.length, 'information set')}${hidden}`;
  return figure({
    title: evaluation
      ? `Expected payoffs: ${players.map((name, p) => `${decimal(evaluation.payoffs[p], 3)} for ${called(name)}`).join(', ')}${stability(game, profile)}`
      : `${counted(players.length, 'player')} and ${counted(ends, 'end')}: ${shared === 0 ? 'everybody sees all moves' : `${counted(shared, 'information set hides', 'information sets hide')} moves`}`,
    subtitle: `${label ? `${label}; ` : ''}${structure}; payoffs in the order ${players.join(', ')}`,
    description:
      `A game tree from left to right with ${structure}. ` +
      (evaluation
        ? 'Probabilities of a behaviour profile are written at its branches, and the branches that play takes are marked.'
        : 'Actions are written at the branches and payoffs at the ends.'),
    height: Math.max(200, 40 + 24 * ends),
    legend: [
      ...players.map((name, p) => ({ label: name, color: (theme: Theme) => color(theme, p), mark: 'dot' as const })),
      ...(game.chanceEvents.length > 0
        ? [{ label: 'chance', color: (theme: Theme) => theme.muted, mark: 'ring' as const }]
        : []),
      ...(shared > 0
        ? [{ label: 'one information set', color: (theme: Theme) => theme.ink, mark: 'dash' as const }]
        : []),
      ...(evaluation ? [{ label: 'played', color: (theme: Theme) => theme.accent }] : []),
    ],
    plot: (Plot, theme) => ({
      axis: null,
      marginTop: 16,
      marginBottom: 16,
      marginLeft: 16,
      marginRight: 24 + 6.2 * Math.max(...payoffs.map(({ text }) => text.length)),
      x: { domain: [0, Math.max(depth, 1e-9)] },
      y: { domain: [-0.5, ends - 0.5], reverse: true },
      marks: [
        ...bands.flatMap(({ player, points }) => [
          Plot.line(points, { x: 'x', y: 'y', stroke: color(theme, player), strokeWidth: 17, strokeOpacity: 0.13, strokeLinecap: 'round' }),
          Plot.line(points, { x: 'x', y: 'y', stroke: color(theme, player), strokeWidth: 1.6, strokeDasharray: '5 4' }),
        ]),
        Plot.link(branches.filter(({ played }) => !played), { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: theme.muted, strokeWidth: 1.2 }),
        Plot.link(branches.filter(({ played }) => played), { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: theme.accent, strokeWidth: 'width' }),
        Plot.text(branches, { x: 'labelX', y: 'labelY', text: 'text', fill: theme.ink, stroke: theme.paper, strokeWidth: 7, fontSize: 11 }),
        Plot.dot(dots.filter(({ player }) => player === TERMINAL), { x: 'x', y: 'y', r: 2.5, fill: theme.ink }),
        Plot.dot(dots.filter(({ player }) => player === CHANCE), { x: 'x', y: 'y', r: 6, fill: theme.paper, stroke: theme.muted, strokeWidth: 2 }),
        Plot.dot(dots.filter(({ player }) => player >= 0), { x: 'x', y: 'y', r: 6.5, fill: ({ player }: { player: number }) => color(theme, player), stroke: theme.paper, strokeWidth: 1.5 }),
        Plot.text(payoffs, { x: 'x', y: 'y', text: 'text', textAnchor: 'start', dx: 10, fill: theme.ink, fontSize: 12 }),
      ],
    }), // prettier-ignore
  });
}

/** Whether somebody would deviate, in words. */
function stability(game: ExtensiveGame, profile: BehaviorProfile): string {
  if (!perfectRecall(game).perfect) return '';
  const { byPlayer, regret } = behaviorRegret(game, profile);
  if (regret < 5e-4)
    return regret < 1e-9 ? '; nobody gains by deviating' : '; nobody gains as much as 0.001 by deviating';
  return `; ${called(game.players[byPlayer.indexOf(regret)])} would gain ${decimal(regret, 3)} by deviating`;
}

/** A player whose name is but a number. */
function called(name: string): string {
  return /^\d+$/.test(name) ? `player ${name}` : name;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

import { InvalidInputError } from '../../foundation/index.js';
import { FloatDictionaries } from './dictionaries.js';
import { equilibriumComponents, type EquilibriumComponent } from './equilibrium-components.js';
import { fullyLabelledPairs } from './fully-labelled-pairs.js';
import { deviationsOf, payoffRange } from './mixed-profile.js';
import type { StrategicGame } from './strategic-game.js';
import { MAX_LABELS } from './label-set.js';
import { enumerateVertices, type Vertex } from './vertex-enumeration.js';

/** An equilibrium of a two-player game. */
export interface NashEquilibrium {
  /** Probabilities of the row player's strategies. */
  readonly row: Float64Array;
  /** Probabilities of the column player's strategies. */
  readonly column: Float64Array;
  /** What each player earns, row first. */
  readonly payoffs: Float64Array;
  /** What a player could still gain by deviating, for the one who could gain most: rounding. */
  readonly regret: number;
}

/** All equilibria of a two-player game. */
export interface NashEquilibria {
  /**
   * The extreme equilibria: in a nondegenerate game all there are; in a degenerate one the corners of which all others are
   * mixtures (see `components`).
   */
  readonly equilibria: readonly NashEquilibrium[];
  /** The connected sets of equilibria. More than one extreme equilibrium in one means a continuum. */
  readonly components: readonly EquilibriumComponent[];
  /** Whether some strategy has more best replies than it has strategies in use, which a continuum of equilibria needs. */
  readonly degenerate: boolean;
}

/**
 * All Nash equilibria of a two-player game, by enumerating the vertices of both best-reply polytopes
 * P = {x ≥ 0, Bᵀx ≤ 1} and Q = {y ≥ 0, Ay ≤ 1} (payoffs scaled to be positive) and pairing those that together carry every
 * label: each pure strategy is either unused or a best reply.
 *
 * Degenerate games are no exception: every extreme equilibrium is found, and the components of the equilibrium set are put
 * together from them. Floating point; {@link exactEquilibria} decides ties exactly.
 *
 * Cost: grows with the number of vertices, up to exponentially in the smaller number of strategies: 8 × 8 about a
 * millisecond, 12 × 12 tens of milliseconds, 14 × 14 about a second. At most 53 strategies together;
 * {@link lemkeHowson} finds one equilibrium of larger games.
 *
 * @throws InvalidInputError unless there are two players with at most 53 strategies together
 * @see Avis, Rosenberg, Savani & von Stengel, "Enumeration of Nash equilibria for two-player games", Economic Theory 42
 *   (2010); the lexicographic rule is that of lrs
 *
 * @example
 * ```ts
 * import { StrategicGame, nashEquilibria } from 'polity/games';
 * const battle = StrategicGame.bimatrix([[10, 0], [0, 7]], [[7, 0], [0, 10]]);
 * const { equilibria, components } = nashEquilibria(battle);
 * equilibria.length; // 3
 * equilibria[1].row; // [0.5882353, 0.4117647]
 * equilibria[1].payoffs; // [4.117647, 4.117647]
 * components.length; // 3
 * ```
 */
export function nashEquilibria(game: StrategicGame): NashEquilibria {
  game.checkTwoPlayers();
  const [m, n] = game.shape;
  checkLabels(m, n);
  const rows = enumerateVertices(new FloatDictionaries(bestReplyMatrix(game, 1), n, m));
  const columns = enumerateVertices(new FloatDictionaries(bestReplyMatrix(game, 0), m, n));
  const { pairs, degenerate } = fullyLabelledPairs(rows, columns, m, n);
  const sorted = pairs.sort((a, b) => compare(a.row, b.row) || compare(a.column, b.column));
  return {
    equilibria: sorted.map(({ row, column }) => equilibrium(game, row.point, column.point)),
    components: equilibriumComponents(sorted),
    degenerate,
  };
}

/** A mixed profile of two players with its payoffs and its regret. */
export function equilibrium(game: StrategicGame, row: Float64Array, column: Float64Array): NashEquilibrium {
  const profile = [row, column];
  const payoffs = new Float64Array(2);
  let regret = 0;
  for (const player of [0, 1]) {
    const deviations = deviationsOf(game, profile, player);
    const own = profile[player];
    for (let s = 0; s < own.length; s++) payoffs[player] += own[s] * deviations[s];
    for (const deviation of deviations) regret = Math.max(regret, deviation - payoffs[player]);
  }
  return { row, column, payoffs, regret };
}

export function checkLabels(m: number, n: number): void {
  if (m + n > MAX_LABELS) {
    throw new InvalidInputError(
      'game.shape',
      [m, n],
      `hold at most ${MAX_LABELS} strategies together (lemkeHowson finds one equilibrium of larger games)`,
    );
  }
}

/**
 * What the strategies of `player` earn against those of the other, which are the columns, scaled to [1, 2]: neither scale nor
 * shift changes a best reply.
 */
export function bestReplyMatrix(game: StrategicGame, player: 0 | 1): Float64Array {
  const [m, n] = game.shape;
  const payoffs = game.payoffs[player];
  const lowest = payoffs.reduce((least, payoff) => Math.min(least, payoff), Infinity);
  const scale = 1 / (payoffRange(game, player) || 1);
  const matrix = payoffs.map((payoff) => 1 + (payoff - lowest) * scale);
  if (player === 0) return matrix;
  const transposed = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) transposed[j * m + i] = matrix[i * n + j];
  return transposed;
}

/** Those who put more on an earlier strategy come first. */
function compare(a: Vertex<Float64Array>, b: Vertex<Float64Array>): number {
  for (let i = 0; i < a.point.length; i++) if (a.point[i] !== b.point[i]) return b.point[i] - a.point[i];
  return 0;
}

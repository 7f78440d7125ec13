import { checkInteger } from '../../foundation/index.js';
import { checkMatrixGame, type PopulationGameLike } from './population-game.js';

/** A symmetric Nash equilibrium of a game played within one population. */
export interface SymmetricEquilibrium {
  readonly shares: Float64Array;
  /** Strategies in use. */
  readonly support: readonly number[];
  /** Strategies that earn the most: those in use and perhaps more. */
  readonly bestReplies: readonly number[];
  /** What everybody earns. */
  readonly payoff: number;
}

/** Ties of payoffs: as a share of the largest absolute payoff. */
const TIE = 1e-9;
/** Supports are subsets of so many strategies. */
const MOST = 20;

/**
 * The isolated symmetric equilibria of a matrix game: for every support the only mixture that makes its strategies earn the
 * same, kept if it is positive and no strategy earns more. Supports on which such mixtures form a continuum are left out
 * (their corners have smaller supports); no evolutionarily stable strategy lies there.
 *
 * Cost: 2ⁿ linear systems for n ≤ 20 strategies.
 *
 * @throws InvalidInputError unless the game is one population with a payoff matrix of at most 20 strategies
 *
 * @example
 * ```ts
 * import { symmetricEquilibria } from 'polity/games';
 * symmetricEquilibria([[2, 0], [0, 1]]).map(({ shares }) => shares[0]); // [1, 0, 0.333333]
 * ```
 */
export function symmetricEquilibria(game: PopulationGameLike): SymmetricEquilibrium[] {
  const { matrix, n } = checkMatrixGame(game);
  const scale = matrix.reduce((most, payoff) => Math.max(most, Math.abs(payoff)), 0) || 1;
  return faceEquilibria(game).flatMap(({ shares, support, payoff }) => {
    const payoffs = Array.from(shares, (_, i) => support.reduce((sum, j) => sum + matrix[i * n + j] * shares[j], 0));
    if (payoffs.some((earned) => earned > payoff + TIE * scale)) return [];
    const bestReplies = payoffs.flatMap((earned, i) => (earned >= payoff - TIE * scale ? [i] : []));
    return [{ shares, support, bestReplies, payoff }];
  });
}

/** The rest points of the replicator dynamics that are isolated in their face, face by face. */
function faceEquilibria(game: PopulationGameLike): Omit<SymmetricEquilibrium, 'bestReplies'>[] {
  const { matrix, n } = checkMatrixGame(game);
  checkInteger('number of strategies', n, { max: MOST });
  const scale = matrix.reduce((most, payoff) => Math.max(most, Math.abs(payoff)), 0) || 1;
  const scaled = matrix.map((payoff) => payoff / scale);
  const found: Omit<SymmetricEquilibrium, 'bestReplies'>[] = [];
  const masks = Array.from({ length: 2 ** n - 1 }, (_, k) => k + 1);
  const size = (mask: number) => mask.toString(2).replaceAll('0', '').length;
  for (const mask of masks.sort((a, b) => size(a) - size(b) || a - b)) {
    const support = Array.from({ length: n }, (_, i) => i).filter((i) => mask & (1 << i));
    const solved = equalizer(scaled, n, support);
    if (!solved || solved.weights.some((weight) => weight <= 1e-12)) continue;
    const shares = new Float64Array(n);
    support.forEach((i, k) => (shares[i] = solved.weights[k]));
    found.push({ shares, support, payoff: solved.payoff * scale });
  }
  return found;
}

/** The weights on a support that make its strategies earn the same, or null where there is none or more than one. */
function equalizer(
  matrix: Float64Array,
  n: number,
  support: readonly number[],
): { weights: Float64Array; payoff: number } | null {
  const k = support.length;
  // Unknown: the weights and the payoff v. Rows: Σ aᵢⱼwⱼ − v = 0, and Σ wⱼ = 1.
  const size = k + 1;
  const system = Array.from({ length: size }, (_, r) =>
    Float64Array.from({ length: size + 1 }, (_, c) => {
      if (r === k) return c < k || c === size ? 1 : 0;
      if (c < k) return matrix[support[r] * n + support[c]];
      return c === k ? -1 : 0;
    }),
  );
  for (let c = 0; c < size; c++) {
    let pivot = c;
    for (let r = c + 1; r < size; r++) if (Math.abs(system[r][c]) > Math.abs(system[pivot][c])) pivot = r;
    if (Math.abs(system[pivot][c]) < 1e-11) return null;
    [system[c], system[pivot]] = [system[pivot], system[c]];
    for (let r = 0; r < size; r++) {
      const factor = system[r][c] / system[c][c];
      if (r === c || factor === 0) continue;
      for (let j = c; j <= size; j++) system[r][j] -= factor * system[c][j];
    }
  }
  const solution = Float64Array.from(system, (row, r) => row[size] / row[r]);
  return { weights: solution.subarray(0, k), payoff: solution[k] };
}

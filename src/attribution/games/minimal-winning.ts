import { InvalidInputError } from '../../foundation/index.js';
import { coalitionSize } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';
import { gaussLegendre } from '../values/gauss-legendre.js';
import type { WeightedVotingGame } from './weighted-voting-game.js';

/** Counts of coalitions reach 2ⁿ: doubles hold them up to here. */
const MAX_COUNTED_PLAYERS = 1000;

/**
 * Over the minimal winning coalitions M with i: their number ('memberships') or Σ 1/|M| ('equal shares').
 *
 * @param values - the table of a simple game; without it the game is a weighted voting game
 */
export function minimalWinningShares(
  game: CooperativeGame,
  values: Float64Array | undefined,
  share: 'memberships' | 'equal shares',
): Float64Array {
  if (values) return byTable(values, game.players.length, share);
  const { weights, quota } = game as WeightedVotingGame;
  const n = weights.length;
  if (n > MAX_COUNTED_PLAYERS) throw new InvalidInputError('players.length', n, `be at most ${MAX_COUNTED_PLAYERS}`);
  if (share === 'memberships') return membershipPolynomial(weights, quota, 1);
  // Σ 1/|M| = ∫₀¹ Σ y^{|M|−1} dy, a polynomial of degree n − 1.
  const sums = new Float64Array(n);
  const rule = gaussLegendre(Math.ceil(n / 2));
  rule.nodes.forEach((y, k) => {
    membershipPolynomial(weights, quota, y).forEach((value, i) => (sums[i] += rule.weights[k] * value));
  });
  return sums;
}

function byTable(values: Float64Array, n: number, share: 'memberships' | 'equal shares'): Float64Array {
  const sums = new Float64Array(n);
  for (let mask = 1; mask < values.length; mask++) {
    if (values[mask] === 0) continue;
    let minimal = true;
    for (let rest = mask; rest && minimal; rest &= rest - 1) minimal = values[mask ^ (rest & -rest)] === 0;
    if (!minimal) continue;
    const part = share === 'memberships' ? 1 : 1 / coalitionSize(mask);
    for (let i = 0; i < n; i++) if (mask & (1 << i)) sums[i] += part;
  }
  return sums;
}

/**
 * Σ_{M∋i minimal winning} y^{|M|−1} for every i.
 *
 * With the players in falling order of weight, a coalition whose last member is k is minimal when the others weigh from
 * q − w_k to q − 1. The sum T(y₁, …, yₙ) of Π_{i∈M} yᵢ over all such coalitions is linear in each yᵢ, so what is
 * wanted are its derivatives at yᵢ = y: a forward program over the weights and its reverse. All terms are positive.
 */
function membershipPolynomial(weights: Int32Array, quota: number, y: number): Float64Array {
  const order = Array.from(weights.keys()).filter((i) => weights[i] > 0);
  order.sort((a, b) => weights[b] - weights[a]);
  const stages: Float64Array[] = [];
  let counts = new Float64Array(quota);
  counts[0] = 1;
  for (const i of order) {
    stages.push(counts);
    const next = counts.slice();
    for (let w = weights[i]; w < quota; w++) next[w] += y * counts[w - weights[i]];
    counts = next;
  }
  const derivatives = new Float64Array(weights.length);
  // after[w] = ∂T/∂counts(w) at the current stage.
  const after = new Float64Array(quota);
  for (let k = order.length - 1; k >= 0; k--) {
    const weight = weights[order[k]];
    const before = stages[k];
    let sum = 0;
    for (let w = 0; w < quota; w++) {
      const onward = w + weight < quota ? after[w + weight] : 1;
      sum += before[w] * onward;
      // Ascending w reads after[w + weight] before it is overwritten.
      after[w] += y * onward;
    }
    derivatives[order[k]] = sum;
  }
  return derivatives;
}

import { largestRange } from './mixed-profile.js';
import { stridesOf, unilateralSteps } from './profile-steps.js';
import { profileAt } from './pure-equilibria.js';
import type { StrategicGame } from './strategic-game.js';

/** Gains that differ by less than this share of the largest range of payoffs are taken for equal. */
const ROUNDING = 1e-9;

/** Whether a game has an exact potential. */
export interface ExactPotential {
  readonly exists: boolean;
  /** P of every profile, 0 where all play their first strategy; null where there is none. */
  readonly potential: Float64Array | null;
  /**
   * Four profiles, each one player's step from the last, around which the deviators' gains do not add up to 0; null where
   * there is a potential.
   */
  readonly cycle: { readonly profiles: readonly (readonly number[])[]; readonly gain: number } | null;
}

/** Whether a game has a weighted potential. */
export interface WeightedPotential {
  readonly exists: boolean;
  readonly potential: Float64Array | null;
  /** wᵢ > 0 of each player, 1 for the first of those whose weights are tied to one another; null where there is none. */
  readonly weights: Float64Array | null;
}

/** Whether a game has an ordinal and a generalised ordinal potential. */
export interface OrdinalPotential {
  /** A function whose sign of change is that of the deviator's payoff, in both directions. */
  readonly exists: boolean;
  /** Ranks 0, 1, … of the profiles; null where there is none. */
  readonly potential: Float64Array | null;
  /** Whether at least every strict improvement raises some function: the finite improvement property. */
  readonly generalised: boolean;
  /**
   * Profiles around which every step harms nobody who takes it and one of them gains; null where there is a potential. If
   * there is no generalised potential either, every step is a strict gain.
   */
  readonly cycle: readonly (readonly number[])[] | null;
}

/**
 * The exact potential of a game: P with uᵢ(t, s₋ᵢ) − uᵢ(s, s₋ᵢ) = P(t, s₋ᵢ) − P(s, s₋ᵢ) for every player and deviation.
 *
 * It exists exactly if the deviators' gains around every four-cycle (i steps, j steps, i steps back, j steps back) add up to
 * 0. P is summed along one path and then compared with every deviation, which is the same condition; where it fails the
 * worst four-cycle is returned.
 *
 * Cost: Π kᵢ · Σ kᵢ; the cycle Π kᵢ · (Σ kᵢ)².
 *
 * @see Monderer & Shapley, "Potential games", Games and Economic Behavior 14 (1996), theorem 2.8
 *
 * @example
 * ```ts
 * import { exactPotential, StrategicGame } from 'polity/games';
 * exactPotential(StrategicGame.symmetric([[3, 0], [5, 1]])).potential; // [0, 2, 2, 3]
 * exactPotential(StrategicGame.zeroSum([[1, -1], [-1, 1]])).cycle?.gain; // 8
 * ```
 */
export function exactPotential(game: StrategicGame): ExactPotential {
  const weights = new Float64Array(game.shape.length).fill(1);
  const potential = summedPotential(game, weights);
  if (fits(game, weights, potential)) return { exists: true, potential, cycle: null };
  let worst: { corners: readonly number[]; gain: number } = { corners: [], gain: 0 };
  for (const { corners, own, other } of fourCycles(game)) {
    const gain = own + other;
    if (Math.abs(gain) > Math.abs(worst.gain)) worst = { corners, gain };
  }
  const forwards = worst.gain > 0;
  const profiles = worst.corners.map((at) => profileAt(game.shape, at));
  return {
    exists: false,
    potential: null,
    cycle: {
      profiles: forwards ? profiles : [profiles[0], ...profiles.slice(1).reverse()],
      gain: Math.abs(worst.gain),
    },
  };
}

/**
 * A weighted potential: P and weights wᵢ > 0 with uᵢ(t, s₋ᵢ) − uᵢ(s, s₋ᵢ) = wᵢ (P(t, s₋ᵢ) − P(s, s₋ᵢ)). Ratios of weights are
 * read from the four-cycles of two players in which both gain something, and P is then compared with every deviation.
 *
 * Cost: Π kᵢ · (Σ kᵢ)².
 *
 * @see Monderer & Shapley 1996, section 2
 *
 * @example
 * ```ts
 * import { StrategicGame, weightedPotential } from 'polity/games';
 * const { weights } = weightedPotential(StrategicGame.bimatrix([[2, 0], [0, 1]], [[6, 0], [0, 3]]));
 * weights; // [1, 3]
 * ```
 */
export function weightedPotential(game: StrategicGame): WeightedPotential {
  const players = game.shape.length;
  // Of each pair of players the four-cycle with the largest gains, from which rounding matters least.
  const ratios = new Map<number, { size: number; ratio: number }>();
  const rounding = ROUNDING * largestRange(game);
  for (const { i, j, own, other } of fourCycles(game)) {
    const size = Math.min(Math.abs(own), Math.abs(other));
    if (size > rounding && size > (ratios.get(i * players + j)?.size ?? 0)) {
      ratios.set(i * players + j, { size, ratio: -other / own });
    }
  }
  const none = { exists: false, potential: null, weights: null };
  const weights = new Float64Array(players);
  for (let first = 0; first < players; first++) {
    if (weights[first] !== 0) continue;
    weights[first] = 1;
    const reached = [first];
    for (let k = 0; k < reached.length; k++) {
      const i = reached[k];
      for (let j = 0; j < players; j++) {
        const known = ratios.get(Math.min(i, j) * players + Math.max(i, j));
        if (i === j || !known || weights[j] !== 0) continue;
        if (known.ratio <= 0) return none;
        weights[j] = i < j ? weights[i] * known.ratio : weights[i] / known.ratio;
        reached.push(j);
      }
    }
  }
  const potential = summedPotential(game, weights);
  return fits(game, weights, potential) ? { exists: true, potential, weights } : none;
}

/**
 * An ordinal potential: P whose change has the sign of the deviator's gain, for every deviation. It exists exactly if no
 * cycle of steps that nobody who takes one loses by holds a step that somebody gains by. The generalised kind asks only that
 * strict gains raise P, which is the finite improvement property: better replies end in a pure equilibrium however they
 * go. Exact comparisons.
 *
 * Cost: Π kᵢ · Σ kᵢ (strongly connected parts of the graph of deviations).
 *
 * @see Voorneveld & Norde, "A characterization of ordinal potential games", Games and Economic Behavior 19 (1997);
 *   Monderer & Shapley 1996, lemma 2.5
 *
 * @example
 * ```ts
 * import { ordinalPotential, StrategicGame } from 'polity/games';
 * ordinalPotential(StrategicGame.symmetric([[3, 0], [5, 1]])).potential; // [0, 1, 1, 2]
 * ordinalPotential(StrategicGame.zeroSum([[1, -1], [-1, 1]])).cycle?.length; // 4
 * ```
 */
export function ordinalPotential(game: StrategicGame): OrdinalPotential {
  const strict = improvements(game, false);
  const weak = improvements(game, true);
  const strictParts = stronglyConnected(strict);
  const loop = strict.findIndex((targets, at) => targets.some((to) => strictParts[to] === strictParts[at]));
  if (loop >= 0) {
    const to = strict[loop].find((target) => strictParts[target] === strictParts[loop])!;
    return { exists: false, potential: null, generalised: false, cycle: cycleThrough(game, strict, loop, to) };
  }
  const weakParts = stronglyConnected(weak);
  const stuck = strict.findIndex((targets, at) => targets.some((to) => weakParts[to] === weakParts[at]));
  if (stuck >= 0) {
    const to = strict[stuck].find((target) => weakParts[target] === weakParts[stuck])!;
    return { exists: false, potential: null, generalised: true, cycle: cycleThrough(game, weak, stuck, to) };
  }
  return { exists: true, potential: ranks(strict, weakParts), generalised: true, cycle: null };
}

/** P along the path in which player after player goes from the first strategy to its own, the last player first. */
function summedPotential({ shape, payoffs }: StrategicGame, weights: Float64Array): Float64Array {
  const strides = stridesOf(shape);
  const potential = new Float64Array(payoffs[0].length);
  for (let at = 1; at < potential.length; at++) {
    // The profile before: the first player who does not play its first strategy goes back to it.
    const player = shape.findIndex((count, p) => Math.floor(at / strides[p]) % count > 0);
    const before = at - (Math.floor(at / strides[player]) % shape[player]) * strides[player];
    potential[at] = potential[before] + (payoffs[player][at] - payoffs[player][before]) / weights[player];
  }
  return potential;
}

function fits(game: StrategicGame, weights: Float64Array, potential: Float64Array): boolean {
  const rounding = ROUNDING * largestRange(game);
  for (const { player, from, to } of unilateralSteps(game.shape)) {
    const gain = game.payoffs[player][to] - game.payoffs[player][from];
    if (Math.abs(gain - weights[player] * (potential[to] - potential[from])) > rounding) return false;
  }
  return true;
}

/** All four-cycles of two players, with what each of them gains around it: i steps, j steps, i back, j back. */
function* fourCycles({ shape, payoffs }: StrategicGame): Generator<{
  readonly i: number;
  readonly j: number;
  readonly corners: readonly number[];
  readonly own: number;
  readonly other: number;
}> {
  const strides = stridesOf(shape);
  for (const { player: i, from, to } of unilateralSteps(shape)) {
    for (let j = i + 1; j < shape.length; j++) {
      const played = Math.floor(from / strides[j]) % shape[j];
      for (let s = played + 1; s < shape[j]; s++) {
        const step = (s - played) * strides[j];
        const corners = [from, to, to + step, from + step];
        const own = payoffs[i][to] - payoffs[i][from] + payoffs[i][from + step] - payoffs[i][to + step];
        const other = payoffs[j][to + step] - payoffs[j][to] + payoffs[j][from] - payoffs[j][from + step];
        yield { i, j, corners, own, other };
      }
    }
  }
}

/** For each profile the profiles that one player can step to with a gain, or (weak) without a loss. */
function improvements(game: StrategicGame, weak: boolean): number[][] {
  const targets = Array.from(game.payoffs[0], (): number[] => []);
  for (const { player, from, to } of unilateralSteps(game.shape)) {
    const gain = game.payoffs[player][to] - game.payoffs[player][from];
    if (gain > 0 || (weak && gain === 0)) targets[from].push(to);
    if (gain < 0 || (weak && gain === 0)) targets[to].push(from);
  }
  return targets;
}

/** Tarjan's algorithm without recursion: the number of each node's strongly connected part, sinks first. */
function stronglyConnected(targets: readonly (readonly number[])[]): Int32Array {
  const n = targets.length;
  const part = new Int32Array(n).fill(-1);
  const order = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const open: number[] = [];
  let [visited, parts] = [0, 0];
  for (let root = 0; root < n; root++) {
    if (order[root] >= 0) continue;
    const path = [{ node: root, next: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1];
      const { node } = top;
      if (top.next === 0) {
        order[node] = low[node] = visited++;
        open.push(node);
      }
      if (top.next < targets[node].length) {
        const to = targets[node][top.next++];
        if (order[to] < 0) path.push({ node: to, next: 0 });
        else if (part[to] < 0) low[node] = Math.min(low[node], order[to]);
        continue;
      }
      path.pop();
      if (path.length > 0) {
        const parent = path[path.length - 1].node;
        low[parent] = Math.min(low[parent], low[node]);
      }
      if (low[node] !== order[node]) continue;
      for (;;) {
        const member = open.pop()!;
        part[member] = parts;
        if (member === node) break;
      }
      parts++;
    }
  }
  return part;
}

/** The shortest cycle that begins with one step. */
function cycleThrough(
  game: StrategicGame,
  targets: readonly (readonly number[])[],
  from: number,
  to: number,
): number[][] {
  const before = new Map<number, number>([[to, from]]);
  const queue = [to];
  for (let k = 0; k < queue.length && queue[k] !== from; k++) {
    for (const next of targets[queue[k]]) {
      if (before.has(next)) continue;
      before.set(next, queue[k]);
      queue.push(next);
    }
  }
  const cycle: number[] = [];
  for (let at = before.get(from)!; at !== from; at = before.get(at)!) cycle.push(at);
  return [from, ...cycle.reverse()].map((at) => profileAt(game.shape, at));
}

/** Length of the longest chain of strict gains into each part of profiles that tie with one another. */
function ranks(strict: readonly (readonly number[])[], part: Int32Array): Float64Array {
  const count = part.reduce((most, p) => Math.max(most, p), -1) + 1;
  const members: number[][] = Array.from({ length: count }, () => []);
  part.forEach((p, at) => members[p].push(at));
  const rank = new Float64Array(count);
  // Parts are numbered sinks first, so a step leads from a higher number to a lower one.
  for (let p = count - 1; p >= 0; p--) {
    for (const at of members[p]) for (const to of strict[at]) rank[part[to]] = Math.max(rank[part[to]], rank[p] + 1);
  }
  return Float64Array.from(part, (p) => rank[p]);
}

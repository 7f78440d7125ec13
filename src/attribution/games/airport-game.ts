import { checkVector } from '../../foundation/index.js';
import { playerNames } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';

/**
 * The airport game: a coalition needs the longest runway of its members, c(S) = max_{i∈S} costs[i]. A cost game: smaller
 * is better. Any number of players; Shapley and Banzhaf values in closed form, O(n log n).
 *
 * The Shapley value lets everybody who needs a stretch of the runway pay an equal share of it:
 * φ₍ₖ₎ = Σ_{j≤k} (c₍ⱼ₎ − c₍ⱼ₋₁₎)/(n − j + 1) for costs in increasing order.
 *
 * Source: Littlechild & Owen, "A simple expression for the Shapley value in a special case", Management Science 20 (1973).
 *
 * @example
 * ```ts
 * import { AirportGame, shapley } from 'polity/attribution';
 * [...shapley(new AirportGame([1, 2, 3, 4])).values]; // [0.25, 0.583333, 1.083333, 2.083333]
 * ```
 */
export class AirportGame implements CooperativeGame {
  readonly players: readonly string[];
  readonly costs: Float64Array;

  /** @param costs - one a player, at least 0 */
  constructor(costs: ArrayLike<number>, { players }: { readonly players?: readonly string[] } = {}) {
    this.costs = checkVector('costs', costs, { min: 0 });
    this.players = playerNames(players, costs.length);
  }

  value(coalition: number): number {
    let most = 0;
    for (let rest = coalition, i = 0; rest; rest >>>= 1, i++) {
      if (rest & 1 && this.costs[i] > most) most = this.costs[i];
    }
    return most;
  }

  worth(members: Uint8Array): number {
    let most = 0;
    for (let i = 0; i < members.length; i++) if (members[i] && this.costs[i] > most) most = this.costs[i];
    return most;
  }

  worthsAlong(order: ArrayLike<number>, out: Float64Array, at: number): void {
    let most = 0;
    for (let k = 0; k < order.length; k++) {
      if (this.costs[order[k]] > most) most = this.costs[order[k]];
      out[at + k] = most;
    }
  }

  shapleyValues(): Float64Array {
    const n = this.costs.length;
    return this.#shareStretches((rank) => 1 / (n - rank));
  }

  /** The j-th cheapest pays a stretch when none of the n − j others who need it is there. */
  banzhafValues(): Float64Array {
    const n = this.costs.length;
    return this.#shareStretches((rank) => 2 ** (rank + 1 - n));
  }

  /** `share(rank)` of the stretch that begins at the rank-th cheapest cost (from 0) goes to each who needs it. */
  #shareStretches(share: (rank: number) => number): Float64Array {
    const order = Array.from(this.costs.keys()).sort((a, b) => this.costs[a] - this.costs[b]);
    const shares = new Float64Array(order.length);
    let paid = 0;
    let reached = 0;
    order.forEach((player, rank) => {
      paid += (this.costs[player] - reached) * share(rank);
      reached = this.costs[player];
      shares[player] = paid;
    });
    return shares;
  }
}

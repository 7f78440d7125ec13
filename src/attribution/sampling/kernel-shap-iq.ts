import { InvalidInputError, checkOneOf } from '../../foundation/index.js';
import { interactionEstimator, type InteractionOptions } from './interaction-estimates.js';
import { KernelSampler, type SizeAllocation } from './kernel-sampler.js';
import { subsetCount } from './subset-deck.js';

export interface KernelShapIQOptions extends InteractionOptions {
  /** Follow every coalition by its complement; default true. */
  readonly paired?: boolean;
  /** As in `kernelShap`; default 'kernel'. */
  readonly sizes?: SizeAllocation;
}

/** The regression solves for the interactions of an order together. */
const MOST_PARAMETERS = 1000;

/**
 * Shapley interactions (SII) of 1 … `order` players by KernelSHAP-IQ: one weighted regression an order t, with kernel
 * μ(s) = 1/((n−2t+1)·C(n−2t, s−t)) on coalitions of t … n − t players, fitted to the game less its approximation by the
 * orders before, Σ_{|T|<t} λ(|T|, |S∩T|)·SII(T). Coalitions outside those sizes are evaluated without exception and enter with the
 * index's own weights. Exact for every order once all coalitions are included; consistent before. Standard errors as for
 * `kernelShap`, order by order.
 *
 * Cost: 1 evaluation a coalition, of which 2Σ_{s<order} C(n, s) to begin with, and O(m·p²) arithmetic for the p = C(n, order) ≤ 1000
 * interactions each time the evaluations have doubled. At most 31 players.
 *
 * Source: Fumagalli, Muschalik, Kolpaczki, Hüllermeier & Hammer, "KernelSHAP-IQ: weighted least square optimization for Shapley
 * interactions", ICML 2024 (arXiv 2405.10852). For orders above 2, which the paper leaves as conjectures, the tests compare
 * with the exact index up to order 4.
 *
 * @example
 * ```ts
 * import { kernelShapIQ, randomGame, shapleyInteractions } from 'polity/attribution';
 * const game = randomGame(8);
 * const { estimates, standardErrors } = kernelShapIQ(game, { budget: 200, order: 2 });
 * const error = estimates.get(['1', '2']) - shapleyInteractions(game).get(['1', '2']);
 * Math.abs(error) < 4 * standardErrors.get(['1', '2']); // true
 * ```
 */
export const kernelShapIQ = interactionEstimator<KernelShapIQOptions>({
  name: 'kernelShapIQ',
  index: 'Shapley interaction index',
  sampler: (n, { seed, order, paired = true, sizes = 'kernel' }) => {
    checkOneOf('sizes', sizes, ['kernel', 'leverage']);
    for (let t = 1; t <= order; t++) {
      if (subsetCount(n, t) > MOST_PARAMETERS) {
        throw new InvalidInputError(
          'order',
          order,
          `leave at most ${MOST_PARAMETERS} coalitions of each size; lower it`,
        );
      }
    }
    return new KernelSampler(n, { seed, order, paired, sizes });
  },
  describe: ({ paired = true, sizes = 'kernel' }) =>
    `KernelSHAP-IQ${paired ? ', paired' : ''}, sizes by ${sizes}, regression errors (HC3), t interval`,
});

import { checkInteger } from '../../../foundation/index.js';
import { historyStrategy } from '../history.js';
import type { Strategy } from '../strategy.js';

/** Do what the other has mostly done. */
export const majorities = {
  GoByMajority: goByMajority(),
  GoByMajority40: goByMajority({ rounds: 40 }),
  GoByMajority20: goByMajority({ rounds: 20 }),
  GoByMajority10: goByMajority({ rounds: 10 }),
  GoByMajority5: goByMajority({ rounds: 5 }),
  HardGoByMajority: goByMajority({ soft: false }),
  HardGoByMajority40: goByMajority({ rounds: 40, soft: false }),
  HardGoByMajority20: goByMajority({ rounds: 20, soft: false }),
  HardGoByMajority10: goByMajority({ rounds: 10, soft: false }),
  HardGoByMajority5: goByMajority({ rounds: 5, soft: false }),
} as const satisfies Record<string, Strategy>;

/**
 * Does what the other did in the majority of its last rounds.
 *
 * @param options - `rounds` looked at, default all; `soft`: cooperate in case of a tie, default true
 * @throws InvalidInputError for less than one round
 *
 * @example
 * ```ts
 * import { cycler, goByMajority, playMatch } from 'polity/games';
 * playMatch(goByMajority({ rounds: 3 }), cycler('DDC'), { turns: 6 }).first.moves; // [0, 1, 1, 1, 1, 1]
 * ```
 */
export function goByMajority({
  rounds = Infinity,
  soft = true,
}: { readonly rounds?: number; readonly soft?: boolean } = {}): Strategy {
  if (rounds !== Infinity) checkInteger('rounds', rounds, { min: 1 });
  return historyStrategy(
    {
      name: `${soft ? 'Soft' : 'Hard'} Go By Majority${rounds === Infinity ? '' : `: ${rounds}`}`,
      description:
        `Does what the other mostly did ${rounds === Infinity ? 'so far' : `in its last ${rounds} moves`}; ` +
        `${soft ? 'cooperates' : 'defects'} in case of a tie.`,
      source: 'Grisell, in Axelrod (1984); Mittal & Deb (2009)',
      memory: rounds,
      recipe: { family: 'go-by-majority', options: { rounds, soft } },
    },
    (h, { seen }) => {
      let defections = h.otherDefections;
      if (seen) {
        // A ring of cumulative counts: what it held `rounds` moves ago is taken off.
        const at = h.turn % rounds;
        const before = h.turn >= rounds ? seen[at] : 0;
        seen[at] = h.otherDefections;
        defections -= before;
      }
      const cooperations = Math.min(h.turn, rounds) - defections;
      if (defections === cooperations) return soft ? 0 : 1;
      return defections > cooperations ? 1 : 0;
    },
    () => ({ seen: rounds === Infinity ? null : new Int32Array(rounds) }),
  );
}

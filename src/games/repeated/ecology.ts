import { InvalidInputError, checkInteger, checkVector } from '../../foundation/index.js';
import { checkPayoffTable, type PayoffTable } from './payoff-table.js';

/** Shares of strategies over generations. */
export interface EcologicalShares {
  /** A row a generation, the first one before any selection; an entry a strategy. */
  readonly shares: readonly Float64Array[];
  /** Mean payoff of the population in each generation. */
  readonly meanPayoff: Float64Array;
}

/**
 * Axelrod's ecological tournament: a strategy's share grows by how much it earns in the present mixture,
 * xᵢ ← xᵢ (Ax)ᵢ / xᵀAx. No strategy that is not there at first ever comes in.
 *
 * @param payoffs - A: what i earns a round against j, as `tournament.payoffs()` gives it; all ≥ 0
 * @param options - `generations` (default 100); `initial` shares, in any unit (default equal)
 * @throws InvalidInputError for a table that is not square, a negative payoff, a pair that did not meet, or shares that do not
 *   add up to more than 0
 * @see Axelrod & Hamilton, Science 211 (1981)
 *
 * @example
 * ```ts
 * import { ecologicalShares, playTournament, strategies } from 'polity/games';
 * const field = [strategies.Cooperator, strategies.Defector, strategies.TitForTat];
 * const { shares } = ecologicalShares(playTournament(field).payoffs(), { generations: 60 });
 * shares[60]; // [0.208714, 3.415554e-12, 0.791286]
 * ```
 */
export function ecologicalShares(
  payoffs: PayoffTable,
  { generations = 100, initial }: { readonly generations?: number; readonly initial?: ArrayLike<number> } = {},
): EcologicalShares {
  const table = checkPayoffTable(payoffs, { min: 0 });
  const n = table.length;
  checkInteger('generations', generations, { min: 0 });
  let now = initial ? checkVector('initial', initial, { length: n, min: 0 }) : new Float64Array(n).fill(1);
  const total = now.reduce((sum, x) => sum + x, 0);
  if (total === 0) throw new InvalidInputError('initial', initial, 'add up to more than 0');
  now = now.map((x) => x / total);
  const shares = [now];
  const meanPayoff = new Float64Array(generations + 1);
  for (let generation = 0; ; generation++) {
    const fitness = table.map((row) => row.reduce((sum, payoff, j) => sum + payoff * now[j], 0));
    const mean = now.reduce((sum, x, i) => sum + x * fitness[i], 0);
    meanPayoff[generation] = mean;
    if (generation === generations) return { shares, meanPayoff };
    // Where nobody earns anything nobody grows.
    if (mean > 0) now = now.map((x, i) => (x * fitness[i]) / mean);
    shares.push(now);
  }
}

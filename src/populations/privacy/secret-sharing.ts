import { checkInteger, InvalidInputError, randomStream, type RandomStream } from '../../foundation/index.js';

/** Shares are numbers modulo the Mersenne prime 2⁶¹ − 1. */
export const shareModulus: bigint = 2n ** 61n - 1n;

/** Fractions are kept as multiples of 2⁻¹⁶. */
const SCALE = 2 ** 16;

/**
 * Splits a number into additive shares: all but the last are uniform modulo 2⁶¹ − 1, and together they add up to the number,
 * rounded to a multiple of 2⁻¹⁶. Any `parties` − 1 of them are independent of it.
 *
 * The shares come from the seeded generator that all simulations use: enough to study what a protocol computes and what it
 * gives away, not to protect anyone's data.
 *
 * @param value - of size below 2⁴³, so that thousands of values can be summed
 * @param options.parties - at least 2
 * @param options.stream - where the randomness comes from
 * @throws InvalidInputError for numbers out of range
 * @see A. Shamir, How to share a secret, CACM 22 (1979); A. Chopra, Large Population Models, arXiv 2507.09901 (2025)
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { joinShares, secretShare } from 'polity/populations';
 * joinShares(secretShare(-2.5, { parties: 3, stream: randomStream(1) })); // -2.5
 * ```
 */
export function secretShare(
  value: number,
  { parties, stream }: { readonly parties: number; readonly stream: RandomStream },
): bigint[] {
  checkInteger('parties', parties, { min: 2 });
  if (!(Math.abs(value) < 2 ** 43)) throw new InvalidInputError('value', value, 'be a number of size below 2⁴³');
  const shares = Array.from({ length: parties - 1 }, () => uniformShare(stream));
  const sum = shares.reduce((a, b) => a + b, 0n);
  shares.push(residue(BigInt(Math.round(value * SCALE)) - sum));
  return shares;
}

/**
 * The number that shares add up to: residues above half the modulus stand for negative numbers.
 *
 * @throws InvalidInputError for a share outside [0, 2⁶¹ − 1)
 *
 * @example
 * ```ts
 * import { joinShares, shareModulus } from 'polity/populations';
 * joinShares([shareModulus - 1n, 65537n]); // 1
 * ```
 */
export function joinShares(shares: readonly bigint[]): number {
  shares.forEach((share, k) => {
    if (share < 0n || share >= shareModulus) throw new InvalidInputError(`shares[${k}]`, share, 'lie in [0, 2⁶¹ − 1)');
  });
  const sum = residue(shares.reduce((a, b) => a + b, 0n));
  return Number(sum > shareModulus / 2n ? sum - shareModulus : sum) / SCALE;
}

/** A sum that no party has seen the terms of. */
export interface SecureSum {
  readonly total: number;
  /** What each party holds: the sum of the shares it was sent. */
  readonly held: readonly bigint[];
}

/**
 * Sums the values of many owners without showing any: each owner sends one share to every party, each party adds up what it
 * got, and the parties' sums are put together. Exact for multiples of 2⁻¹⁶ while the total stays below 2⁴⁴.
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { secureSum } from 'polity/populations';
 * secureSum([1, 2.5, -0.25], { parties: 3, seed: 1 }).total; // 3.25
 * ```
 */
export function secureSum(
  values: ArrayLike<number>,
  { parties, seed = 0 }: { readonly parties: number; readonly seed?: number },
): SecureSum {
  const held = Array.from({ length: checkInteger('parties', parties, { min: 2 }) }, () => 0n);
  for (let owner = 0; owner < values.length; owner++) {
    secretShare(values[owner], { parties, stream: randomStream(seed, owner) }).forEach((share, party) => {
      held[party] = residue(held[party] + share);
    });
  }
  return { total: joinShares(held), held };
}

/** Uniform on [0, 2⁶¹ − 1): 61 bits, drawn again in the one case that is the modulus itself. */
function uniformShare(stream: RandomStream): bigint {
  for (;;) {
    const share = (BigInt(stream.uint32() >>> 3) << 32n) | BigInt(stream.uint32());
    if (share < shareModulus) return share;
  }
}

function residue(value: bigint): bigint {
  const rest = value % shareModulus;
  return rest < 0n ? rest + shareModulus : rest;
}

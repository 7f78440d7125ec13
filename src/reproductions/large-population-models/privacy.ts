import { randomStream } from '../../foundation/index.js';
import { secretShare, secureSum, shareModulus } from '../../populations/index.js';
import { chiSquareUpperTail } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';

const privacy = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Privacy: sums of secret shares', ...claim });

export const privacyClaims: readonly Claim[] = [
  privacy({
    id: 'secret-sums-are-exact',
    where: 'Decentralised computation',
    kind: 'theory',
    statement: 'The sum of secret-shared values is their sum, to the last bit',
    published: 0,
    tolerance: 1e-300,
    compute: () => {
      const stream = randomStream(4);
      const values = Array.from({ length: 2000 }, () => Math.round(2 ** 30 * (stream.uniform() - 0.5)) / 2 ** 16);
      return secureSum(values, { parties: 5, seed: 1 }).total - values.reduce((sum, value) => sum + value, 0);
    },
    why: 'Additive shares modulo 2⁶¹ − 1 of multiples of 2⁻¹⁶.',
  }),
  privacy({
    id: 'a-share-says-nothing',
    where: 'Decentralised computation',
    kind: 'simulation',
    statement: 'The last share of a secret, which depends on it, is uniform like the others',
    published: null,
    compute: ({ full }) => {
      const n = full ? 200_000 : 20_000;
      const cells = new Float64Array(100);
      for (let k = 0; k < n; k++) {
        const shares = secretShare(42, { parties: 3, stream: randomStream(7, k) });
        cells[Number((shares[2] * 100n) / shareModulus)]++;
      }
      const statistic = cells.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
      return {
        value: chiSquareUpperTail(statistic, { degrees: 99 }),
        detail: `χ² = ${statistic.toFixed(1)} on 99 degrees of freedom`,
      };
    },
    holds: (p) => p > 1e-4,
    why: 'P-value of equal counts in a hundred cells, the secret being 42.',
  }),
];

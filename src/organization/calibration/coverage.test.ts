import { describe, expect, it } from 'vitest';
import { measureCoverage, type Coverage } from './coverage.js';

/** Everything, 500 logs a setting, with POLITY_FULL set; enough to see a wrong interval without. */
const full = Boolean(process.env.POLITY_FULL);
const logs = full ? 500 : 60;

const truth = {
  scale: 0.05,
  beta: 0.3,
  correlation: 0.2,
  difficulty: 0.2,
  fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 30 },
} as const;

const settings = {
  'three rounds of 100 items': { ...truth, items: 100, rounds: 3, agents: 6 },
  'one round of 200 items': { ...truth, items: 200, agents: 12 },
};

function shares(setting: (typeof settings)[keyof typeof settings]): Map<Coverage['quantity'], Coverage> {
  const found = measureCoverage(setting, { logs, messageLength: 100, firstSeed: 5000 });
  if (full) console.table(found);
  return new Map(found.map((coverage) => [coverage.quantity, coverage]));
}

// Of 60 intervals of 95 % fewer than 50 hold the truth once in 2,000 times.
const [least, most] = full ? [0.92, 0.98] : [50 / 60, 1];

describe.each(Object.entries(settings))('95 %% intervals over %s', (_name, setting) => {
  const found = shares(setting);

  it.each(['beta', 'correlation', 'fidelity', 'amplification'] as const)(
    'hold the true %s as often as they say',
    (quantity) => {
      const { covered, logs: estimated } = found.get(quantity)!;
      expect(estimated).toBe(logs);
      expect(covered).toBeGreaterThanOrEqual(least);
      expect(covered).toBeLessThanOrEqual(most);
    },
  );

  it('hold the shared correlation, which the raw one misses by what difficulty adds to it', () => {
    const [raw, shared] = [found.get('raw correlation')!, found.get('correlation')!];
    expect(raw.mean - raw.truth).toBeGreaterThan(0.07);
    expect(Math.abs(shared.mean - shared.truth)).toBeLessThan(0.025);
    expect(raw.covered).toBeLessThan(0.4);
  });

  it('rest on standard errors that match the spread of the estimates', () => {
    for (const quantity of ['beta', 'correlation', 'amplification'] as const) {
      const { spread, meanStandardError } = found.get(quantity)!;
      // A standard deviation from 60 values is known to about 10 %.
      expect(meanStandardError / spread).toBeGreaterThan(0.7);
      expect(meanStandardError / spread).toBeLessThan(1.4);
    }
  });
});

it('covers ρ = 0 from one side', () => {
  const independent = { ...settings['three rounds of 100 items'], correlation: 0 };
  const found = measureCoverage(independent, { logs, firstSeed: 9000 });
  const { covered, tooLow } = found.find(({ quantity }) => quantity === 'correlation')!;
  // Only the upper tail can miss: 97.5 % nominal.
  expect(tooLow).toBe(0);
  expect(covered).toBeGreaterThanOrEqual(full ? 0.95 : 52 / 60);
});

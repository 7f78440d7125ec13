import { describe, expect, it } from 'vitest';
import { evaluate, type Claim } from './reproduction.js';

const untolerated: Claim = {
  id: 'half',
  where: 'Table 1',
  kind: 'theory',
  statement: 'The half of 3 is 1.5',
  published: 1.5,
  compute: () => 3 / 2,
  why: 'Division.',
};
const claim: Claim = { ...untolerated, tolerance: 0.001 };

describe('evaluate', () => {
  it('compares within the tolerance, which counts as agreement up to and with its end', async () => {
    expect(await evaluate(claim)).toMatchObject({ verdict: 'holds', computed: 1.5, difference: 0, tolerance: 0.001 });
    expect((await evaluate({ ...claim, published: 1, tolerance: 0.5 })).verdict).toBe('holds');
    expect((await evaluate({ ...claim, published: 1, tolerance: 0.4999 })).verdict).toBe('differs');
  });

  it('allows four standard errors where a simulation has no other tolerance', async () => {
    const simulated = (value: number): Claim => ({
      ...untolerated,
      kind: 'simulation',
      compute: () => ({ value, standardError: 0.01, detail: '100 trials' }),
    });
    expect(await evaluate(simulated(1.539))).toMatchObject({
      verdict: 'holds',
      standardError: 0.01,
      tolerance: 0.04,
      detail: '100 trials',
    });
    expect((await evaluate(simulated(1.541))).verdict).toBe('differs');
  });

  it('tests a property where nothing is published, and both where both are given', async () => {
    const positive = { ...claim, published: null, holds: (value: number) => value > 0 };
    expect(await evaluate(positive)).toMatchObject({ verdict: 'holds', difference: null, tolerance: null });
    expect((await evaluate({ ...positive, compute: () => -1 })).verdict).toBe('differs');
    expect((await evaluate({ ...claim, holds: () => false })).verdict).toBe('differs');
  });

  it('keeps a known mismatch apart from a failure, and reports when it disappears', async () => {
    const fails = { ...claim, expected: 'fails' as const };
    expect((await evaluate({ ...fails, published: 2 })).verdict).toBe('known mismatch');
    expect((await evaluate(fails)).verdict).toBe('unexpected agreement');
  });

  it('does not lose a claim whose computation throws or is not a number', async () => {
    const broken = { ...claim, compute: () => Promise.reject(new Error('no data')) };
    expect(await evaluate(broken)).toMatchObject({ verdict: 'error', computed: null, detail: 'no data' });
    expect((await evaluate({ ...claim, compute: () => NaN })).verdict).toBe('error');
  });

  it('passes the size of the run on', async () => {
    const sized = { ...claim, compute: ({ full }: { full: boolean }) => (full ? 1.5 : 0) };
    expect((await evaluate(sized)).computed).toBe(0);
    expect((await evaluate(sized, { full: true })).computed).toBe(1.5);
  });

  it.each<[string, Partial<Claim>]>([
    ['claim.id', { id: 'Not An Id' }],
    ['claim.kind', { kind: 'guess' as 'theory' }],
    ['claim.holds', { published: null }],
    ['claim.published', { published: NaN }],
    ['claim.tolerance', { tolerance: -1 }],
  ])('rejects a claim with a bad %s', async (argument, fault) => {
    await expect(evaluate({ ...claim, ...fault })).rejects.toMatchObject({ argument });
  });

  it('rejects a comparison without a tolerance', async () => {
    await expect(evaluate(untolerated)).rejects.toMatchObject({ argument: 'claim.tolerance' });
  });
});

import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { fidelityAt } from '../fidelity-curve.js';
import { optimalOrganization } from '../optimal-organization.js';
import { overheadPerLeaf } from '../overhead.js';
import { synergyWindow } from '../synergy-window.js';
import { calibrate } from './calibrate.js';
import { recommend } from './recommend.js';
import { syntheticRuns } from './synthetic-runs.js';

const truth = {
  scale: 0.06,
  beta: 0.2,
  correlation: 0.1,
  fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 20 },
} as const;
const table = syntheticRuns({ ...truth, items: 150, agents: 6, rounds: 3, tokens: [100, 1000, 10000] });
const calibration = calibrate(table, { draws: 400, messageLength: 100 });
const draws = 40;

describe('calibrate', () => {
  it('multiplies γ and the gain of ρ, and judges by draws', () => {
    const { amplification, correlation, fidelity } = calibration;
    const { estimate, interval } = amplification!.amplification;
    const rho = correlation!.shared!.estimate;
    expect(estimate).toBeCloseTo(amplification!.fidelity.estimate * (rho + (1 - rho) * 1.875), 12);
    expect(interval.lower).toBeLessThan(estimate);
    expect(interval.upper).toBeGreaterThan(estimate);
    expect(amplification!.exponent.estimate).toBeCloseTo(Math.log(estimate) / Math.log(5), 12);
    expect(amplification!.exponent.interval.upper).toBeCloseTo(Math.log(interval.upper) / Math.log(5), 12);
    expect(fidelity!.measured.map(({ messageLength }) => messageLength)).toEqual([10, 30, 100, 300]);
    // The chance that α > 1 agrees with how far its interval is from 1.
    expect(interval.lower).toBeGreaterThan(1);
    expect(amplification!.probabilityAmplifying).toBeGreaterThan(0.975);
  });

  it('draws every parameter with the standard error that it reports', () => {
    // Of one family of curves: drawn among several they spread more than their average errs.
    const one = calibrate(table, { draws: 400, messageLength: 100, fidelityFamily: 'hyperbolic' });
    const many = Array.from({ length: 400 }, (_, r) => one.draw(r));
    const spread = (values: readonly number[]) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    const ratio = (drawn: readonly number[], error: number) => spread(drawn) / error;
    // A standard deviation from 400 draws is known to 3.5 %; 4 of those.
    for (const value of [
      ratio(
        many.map(({ law }) => law!.beta),
        one.compute!.beta.standardError,
      ),
      ratio(
        many.map(({ correlation }) => correlation!),
        one.correlation!.shared!.standardError,
      ),
      ratio(
        many.map(({ fidelityCurve }) => fidelityAt(fidelityCurve!, 100)),
        one.amplification!.fidelity.standardError,
      ),
    ]) {
      expect(value).toBeGreaterThan(0.86);
      expect(value).toBeLessThan(1.14);
    }
    expect(calibration.draw(7)).toEqual(calibrate(table, { draws: 400, messageLength: 100 }).draw(7));
  });

  it('says what each part lacks, and what depends on it', () => {
    const poor = calibrate(Table.fromColumns({ agent: ['a', 'b'], item: [1, 1], tokens: [5, 6], correct: [1, 0] }));
    expect(poor).toMatchObject({ runs: 2, compute: null, fidelity: null, correlation: null, amplification: null });
    expect(poor.reasons).toMatchObject({
      compute: 'two items or more are needed',
      fidelity: 'the log has no messages',
      correlation: 'two items or more are needed',
      amplification: 'needs the fidelity of messages: the log has no messages',
    });
    const empty = calibrate(Table.fromColumns({ agent: [], item: [], tokens: [], correct: [] }));
    expect(empty.runs).toBe(0);
    expect(Object.values(empty.reasons).every((reason) => typeof reason === 'string')).toBe(true);
    const alone = calibrate(syntheticRuns({ ...truth, agents: 1, tokens: [100, 1000] }));
    expect(alone.reasons.correlation).toBe('two agents or more are needed');
    expect(alone.reasons.amplification).toContain('needs the shared correlation: two agents');
  });

  it('gives a law that falls with compute no place in the theory', () => {
    const falling = syntheticRuns({ ...truth, items: 300, tokens: [100, 10000] });
    const swapped = Table.fromRows(
      falling.toRows().map((row) => ({ ...row, tokens: Number(row.tokens) > 1000 ? 100 : 10000 })),
    );
    const { compute, reasons } = calibrate(swapped);
    expect(compute!.beta.interval.upper).toBeLessThan(0);
    expect(compute!.law).toBeNull();
    expect(reasons.compute).toContain('β̂ ≤ 0');
  });

  it('checks its options', () => {
    expect(() => calibrate(table, { fanIn: 4 })).toThrow('fanIn must be odd');
    expect(() => calibrate(table, { level: 1 })).toThrow('level must');
    expect(() => calibrate(table, { messageLength: -1 })).toThrow('messageLength must');
    expect(() => calibrate(table, { draws: 0 })).toThrow('draws must');
    expect(() => calibrate(table, { correlationMethod: 'magic' as 'rounds' })).toThrow(
      "correlationMethod must be one of 'rounds', 'unanimity'",
    );
  });
});

describe('recommend', () => {
  it('finds what a search of every shape finds', () => {
    const [budget, window] = [3000, 300];
    const found = recommend(calibration, { budget, window, draws });
    const { law } = calibration.compute!;
    const correlation = calibration.correlation!.shared!.estimate;
    let best = optimalOrganization({ budget, fanIn: 3, fidelity: 0, correlation, ...law!, overhead: 1 }).singleAgent
      .bias;
    for (let m = 10; m <= 100; m++) {
      const fidelity = fidelityAt(calibration.fidelity!.curve, m);
      for (let fanIn = 3; fanIn * m <= window; fanIn += 2) {
        const overhead = overheadPerLeaf({ fanIn, messageLength: m });
        best = Math.max(best, optimalOrganization({ budget, fanIn, fidelity, correlation, ...law!, overhead }).bias);
      }
    }
    // Lengths are tried by steps of a third: that costs a few per cent of the bias at most.
    expect(found.organization!.bias).toBeLessThanOrEqual(best + 1e-12);
    expect(found.organization!.bias).toBeGreaterThan(0.97 * best);
  });

  it('agrees with the theory about the shape it recommends', () => {
    const { layer, organization, single, diagnosis, uncertainty, regime } = recommend(calibration, {
      budget: 1e5,
      window: 8000,
      draws,
    });
    expect(regime).toBe('scaleOut');
    expect(organization!.accuracy).toBeGreaterThan(single!.accuracy);
    const law = calibration.compute!.law!;
    const same = optimalOrganization({ budget: 1e5, ...layer!, ...law });
    expect(same.bias).toBeCloseTo(organization!.bias, 12);
    expect(layer!.window).toEqual(synergyWindow({ ...layer!, ...law }));
    expect(diagnosis!.amplification).toBeCloseTo(layer!.amplification, 12);
    expect(uncertainty!.scaleOut).toBeGreaterThan(0.8);
    expect(uncertainty!.accuracy.lower).toBeLessThan(organization!.accuracy);
    expect(uncertainty!.accuracy.upper).toBeGreaterThan(organization!.accuracy);
  });

  it('gives everything to one agent where no three messages fit, or the budget is small', () => {
    const narrow = recommend(calibration, { budget: 1e5, window: 20, draws });
    expect(narrow).toMatchObject({ regime: 'scaleUp', bestTree: null, layer: null, diagnosis: null });
    expect(narrow.notes.join()).toContain('does not hold three messages of 10 tokens');
    expect(narrow.uncertainty).toMatchObject({ scaleOut: 0, beatsSingle: 0, sameShape: 1 });
    const poor = recommend(calibration, { budget: 200, window: 8000, draws });
    expect(poor.regime).toBe('scaleUp');
    expect(poor.organization!.topology).toBe('single');
  });

  it('plans with what is assumed where the log says nothing, and says so', () => {
    const silent = calibrate(syntheticRuns({ scale: 0.06, beta: 0.2, correlation: 0.1, rounds: 2 }), { draws: 100 });
    const nothing = recommend(silent, { budget: 1e5, window: 8000, draws });
    expect(nothing).toMatchObject({ regime: null, organization: null, uncertainty: null });
    expect(nothing.notes).toEqual([
      'no fidelity of messages: the log has no messages; give a curve to plan all the same',
    ]);
    const fidelityCurve = { family: 'constant', level: 0.9 } as const;
    const assumed = recommend(silent, { budget: 1e5, window: 8000, draws, fidelityCurve, messageLength: 50 });
    expect(assumed.layer).toMatchObject({ fidelity: 0.9, messageLength: 50 });
    expect(assumed.notes).toContain('the fidelity of messages is assumed, not measured');
    expect(assumed.diagnosis!.moves.map(({ action }) => action)).not.toContain('redesignMessages');
    const all = { correlation: 0.5, law: { scale: 0.01, beta: 0.5 }, fidelityCurve } as const;
    const certain = recommend(silent, { budget: 1e4, window: 800, draws, ...all });
    expect(certain.uncertainty!.accuracy.lower).toBe(certain.uncertainty!.accuracy.upper);
  });

  it('stays within the messages that were measured, unless told otherwise', () => {
    const measured = recommend(calibration, { budget: 1e6, window: 8000, draws: 1 });
    expect(measured.bestTree!.messageLength).toBeGreaterThanOrEqual(10);
    const free = recommend(calibration, { budget: 1e6, window: 8000, draws: 1, extrapolateMessages: true });
    expect(free.bestTree!.bias).toBeGreaterThanOrEqual(measured.bestTree!.bias - 1e-3);
    const fixed = recommend(calibration, { budget: 1e6, window: 8000, draws: 1, messageLength: 123 });
    expect(fixed.bestTree!.messageLength).toBe(123);
  });

  it('warns of what it carries beyond the log', () => {
    const { notes } = recommend(calibration, { budget: 1e6, window: 8000, draws: 1 });
    expect(notes.join('\n')).toMatch(/the correlation of 6 agents is carried over to a fan-in of \d+/);
    expect(notes.join('\n')).toMatch(/a single agent with the whole budget thinks for 1000000 tokens, outside/);
  });

  it('makes dear messages fewer', () => {
    const cheap = recommend(calibration, { budget: 1e5, window: 8000, draws: 1 }).bestTree!;
    const dear = recommend(calibration, {
      budget: 1e5,
      window: 8000,
      draws: 1,
      writePrice: 20,
      readPrice: 20,
    }).bestTree!;
    expect(dear.leaves * dear.messageLength!).toBeLessThan(cheap.leaves * cheap.messageLength!);
    expect(dear.accuracy).toBeLessThan(cheap.accuracy);
    const free = recommend(calibration, { budget: 1e4, window: 800, draws: 1, writePrice: 0, readPrice: 0 });
    expect(free.layer!.overhead).toBe(0);
  });

  it('checks its options', () => {
    expect(() => recommend(calibration, { budget: 0, window: 100 })).toThrow('budget must');
    expect(() => recommend(calibration, { budget: 10, window: -1 })).toThrow('window must');
    expect(() => recommend(calibration, { budget: 10, window: 100, draws: 401 })).toThrow('draws must be at most 400');
    expect(() => recommend(calibration, { budget: 10, window: 100, correlation: 2 })).toThrow('correlation must');
  });
});

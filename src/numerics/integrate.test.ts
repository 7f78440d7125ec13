import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../foundation/index.js';
import { integrate, type Derivative } from './index.js';

const decay: Derivative = (_, y, out) => {
  out[0] = -y[0];
};
const spring: Derivative = (_, y, out) => {
  out[0] = y[1];
  out[1] = -y[0];
};

describe('integrate', () => {
  it('follows an oscillator for twenty periods as closely as its tolerance says', () => {
    for (const relativeTolerance of [1e-6, 1e-9, 1e-12]) {
      const to = 40 * Math.PI;
      const { end, converged } = integrate(spring, {
        initial: [1, 0],
        to,
        relativeTolerance,
        absoluteTolerance: 1e-14,
      });
      expect(converged).toBe(true);
      // Local errors of size tolerance add up over the steps; phase errors of all of them go one way.
      expect(Math.hypot(end.state[0] - 1, end.state[1])).toBeLessThan(500 * relativeTolerance);
    }
  });

  it('is of order 5 at the ends of steps and of order 4 between them', () => {
    const errorAt = (h: number, time: number, to: number) => {
      const options = { initial: [1], to, firstStep: h, largestStep: h, relativeTolerance: 0.1, absoluteTolerance: 1 };
      return Math.abs(integrate(decay, { ...options, times: [time] }).states[0] - Math.exp(-time));
    };
    const ends = Math.log2(errorAt(0.2, 2, 2) / errorAt(0.1, 2, 2));
    expect(ends).toBeGreaterThan(4.7);
    expect(ends).toBeLessThan(5.3);
    // Locally the extension errs by h⁵: within the first step.
    const between = Math.log2(errorAt(0.2, 0.08, 0.2) / errorAt(0.1, 0.04, 0.1));
    expect(between).toBeGreaterThan(4.5);
    expect(between).toBeLessThan(6.2);
  });

  it('gives the states at the times asked for, forwards and backwards', () => {
    const times = Array.from({ length: 41 }, (_, k) => k / 10);
    const forward = integrate(spring, { initial: [1, 0], to: 4, times, relativeTolerance: 1e-10 });
    times.forEach((t, k) => expect(forward.states[2 * k]).toBeCloseTo(Math.cos(t), 8));
    const back = integrate(spring, {
      initial: forward.end.state,
      from: 4,
      to: 0,
      times: [...times].reverse(),
      relativeTolerance: 1e-10,
    });
    expect(back.end.state[0]).toBeCloseTo(1, 8);
    times.forEach((t, k) => expect(back.states[2 * (40 - k)]).toBeCloseTo(Math.cos(t), 8));
  });

  it('depends on t where f does: ẏ = 2t', () => {
    const { end } = integrate((t, _, out) => (out[0] = 2 * t), { initial: [1], from: 1, to: 3 });
    expect(end.state[0]).toBeCloseTo(9, 9);
  });

  it('finds crossings, by direction, and stops at a terminal one', () => {
    const zero = { name: 'zero', value: (_: number, y: Float64Array) => y[0] };
    const options = { initial: [1, 0], to: 10, relativeTolerance: 1e-11, absoluteTolerance: 1e-13 };
    const all = integrate(spring, { ...options, events: [zero] });
    expect(all.events.map(({ time }) => time)).toHaveLength(3);
    all.events.forEach(({ time }, k) => expect(time).toBeCloseTo((k + 0.5) * Math.PI, 8));
    const up = integrate(spring, { ...options, events: [{ ...zero, direction: 1 }] });
    expect(up.events).toHaveLength(1);
    const stopped = integrate(spring, {
      ...options,
      events: [{ ...zero, direction: 1, terminal: true }],
      times: [1, 9],
    });
    expect(stopped.status).toBe('event');
    expect(stopped.end.time).toBeCloseTo(1.5 * Math.PI, 8);
    expect([...stopped.times]).toEqual([1]);
  });

  it('says why it stopped early', () => {
    const explosion = integrate((_, y, out) => (out[0] = y[0] ** 2), { initial: [1], to: 2 });
    expect(explosion.status).toBe('stiff');
    expect(explosion.end.time).toBeCloseTo(1, 6);
    expect(integrate(decay, { initial: [1], to: 100, maxSteps: 3 }).status).toBe('steps');
  });

  it('rejects steps that leave the domain', () => {
    const domain = (y: Float64Array) => y[0] >= 0;
    const { end, states } = integrate((_, y, out) => (out[0] = -50 * y[0]), {
      initial: [1],
      to: 10,
      relativeTolerance: 0.1,
      absoluteTolerance: 0.1,
      domain,
    });
    expect(end.time).toBe(10);
    expect(states.every((y) => y >= 0)).toBe(true);
  });

  it('turns bad input away by name', () => {
    expect(() => integrate(decay, { initial: [NaN], to: 1 })).toThrow(InvalidInputError);
    expect(() => integrate(decay, { initial: [1], to: 1, times: [0.5, 0.2] })).toThrow('times[1]');
    expect(() => integrate(decay, { initial: [1], to: 1, times: [2] })).toThrow('times[0]');
    expect(() => integrate((_, y, out) => (out[0] = 1 / y[0]), { initial: [0], to: 1 })).toThrow('f(from, initial)[0]');
  });
});

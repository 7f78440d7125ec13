import { describe, expect, it } from 'vitest';
import {
  ContactGraph,
  edgeHazard,
  effectiveWeight,
  Population,
  quarantine,
  randomContacts,
  seirm,
  simulate,
  substep,
  testing,
  vaccination,
  type Seirm,
} from '../index.js';

const n = 4000;
const graph = randomContacts(n, { meanDegree: 4, seed: 3 });
const age = Uint8Array.from({ length: n }, (_, i) => i % 9);
const base = {
  age,
  reproduction: [4.75, 4.75, 4.75],
  steps: 21,
  infectious: Array.from({ length: 40 }, (_, i) => i),
  seed: 2,
};

function expectConserved(result: Seirm): void {
  for (let day = 0; day < result.susceptible.length; day++) {
    const { susceptible, exposed, infectious, recovered, dead, stranded } = result;
    expect(susceptible[day] + exposed[day] + infectious[day] + recovered[day] + dead[day] + stranded[day]).toBe(n);
  }
}

describe('SEIRM', () => {
  it('has the hazards of the published constants', () => {
    const exposed = edgeHazard({ reproduction: 4.75, age: 3, stage: 'exposed', lag: 3 });
    const infectious = edgeHazard({ reproduction: 4.75, age: 3, stage: 'infectious', lag: 6 });
    expect(exposed + infectious).toBeCloseTo(0.2450470315, 9);
    expect(1 - Math.exp(-exposed - infectious)).toBeCloseTo(0.2173322727, 9);
    expect(edgeHazard({ reproduction: 4.75, age: 3, stage: 'infectious', lag: 21 })).toBe(0);
    expect(effectiveWeight()).toBeCloseTo(0.5006179, 7);
    expect(4.75 * effectiveWeight()).toBeCloseTo(2.3779, 4);
  });

  it('loses nobody', () => {
    const result = seirm(graph, { ...base, mortality: 0.2, isolation: (agent) => (agent % 2) / 3 });
    expectConserved(result);
    expect(result.newInfections.reduce((sum, count) => sum + count, 0)).toBe(n - 40 - result.susceptible[21]);
    expect(result.stranded.every((count) => count === 0)).toBe(true);
    expect(result.dead[21]).toBeGreaterThan(0);
  });

  it('infects a neighbour, step by step, as the hazards say', () => {
    // Pairs: one infectious, one susceptible. The infectious began at lag 2 and leaves after step 5.
    const pairs = 20_000;
    const couples = ContactGraph.fromContacts(
      2 * pairs,
      Array.from({ length: pairs }, (_, k) => 2 * k),
      Array.from({ length: pairs }, (_, k) => 2 * k + 1),
    );
    const { newInfections, susceptible } = seirm(couples, {
      age: new Uint8Array(2 * pairs).fill(3),
      reproduction: [4.75, 4.75],
      steps: 12,
      infectious: Array.from({ length: pairs }, (_, k) => 2 * k),
      seed: 1,
    });
    let left = pairs;
    for (let step = 0; step < 12; step++) {
      // The infectious moves on at the end of step 5, its `next`.
      const hazard = step <= 5 ? edgeHazard({ reproduction: 4.75, age: 3, stage: 'infectious', lag: step + 2 }) : 0;
      const p = 1 - Math.exp(-hazard);
      expect(Math.abs(newInfections[step] - left * p)).toBeLessThanOrEqual(4 * Math.sqrt(left * p * (1 - p)));
      left -= newInfections[step];
    }
    expect(susceptible[12]).toBe(left);
  });

  it('moves an infection on after its times', () => {
    // A pair whose first contact certainly infects: exposed in step 0 or soon after.
    const pair = ContactGraph.fromContacts(2, [0], [1]);
    const { exposed, infectious, recovered } = seirm(pair, {
      age: [3, 3],
      reproduction: [1e6, 1e6, 1e6],
      steps: 15,
      infectious: [0],
      mortality: 0,
    });
    // Infected in step 0 (lag 2 has G > 0): exposed through step 6, infectious through step 11.
    expect([...exposed]).toEqual([0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...infectious]).toEqual([1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(recovered[12]).toBe(2);
  });

  it('as published strands infections of the half-isolated, and counts expected deaths', () => {
    const options = { ...base, mortality: 0.12, isolation: () => 0.5 };
    const published = seirm(graph, { ...options, asPublished: true });
    const drawn = seirm(graph, options);
    // Every infection is of an agent with w = 0.5: none of them becomes an exposed one.
    expect(published.exposed.every((count) => count === 0)).toBe(true);
    expect(published.stranded[21]).toBe(published.newInfections.reduce((sum, count) => sum + count, 0));
    expect(published.stranded[21]).toBeGreaterThan(0);
    expect(published.dead[21]).toBeCloseTo(0.12 * published.recovered[21], 9);
    expect(drawn.exposed.some((count) => count > 0)).toBe(true);
  });

  it('of a mean contact number of one for all differs where ages do', () => {
    const perReceiver = seirm(graph, base);
    const ofOne = seirm(graph, { ...base, asPublished: true });
    expect(ofOne.newInfections).not.toEqual(perReceiver.newInfections);
    const sameAge = { ...base, age: new Uint8Array(n).fill(2), mortality: 0 };
    expect(seirm(graph, { ...sameAge, asPublished: true }).newInfections).toEqual(seirm(graph, sameAge).newInfections);
  });

  it('refuses weeks without reproduction, unknown ages and agents named twice', () => {
    expect(() => seirm(graph, { ...base, reproduction: [4.75, 4.75] })).toThrow('reproduction.length');
    expect(() => seirm(graph, { ...base, age: new Uint8Array(n).fill(9) })).toThrow('age[0]');
    expect(() => seirm(graph, { ...base, infectious: [1, 1] })).toThrow('infectious[1]');
    expect(() => seirm(graph, { ...base, mortality: 2 })).toThrow('mortality');
    expect(() => seirm(graph, { ...base, isolation: () => 2 })).toThrow('isolation(agent, step)');
    expect(seirm(graph, { ...base, steps: 15 }).susceptible).toHaveLength(16);
  });
});

describe('interventions', () => {
  const infected = (result: Seirm) => n - 40 - result.susceptible[21];
  const free = seirm(graph, base);

  it('quarantine lowers the number infected, most if nobody breaks it', () => {
    const strict = seirm(graph, { ...base, interventions: [quarantine({ start: 1, abandon: 0 })] });
    const loose = seirm(graph, { ...base, interventions: [quarantine({ start: 0.5, abandon: 0.5 })] });
    const none = seirm(graph, { ...base, interventions: [quarantine({ start: 0 })] });
    expectConserved(strict);
    expect(infected(strict)).toBeLessThan(infected(loose));
    expect(infected(loose)).toBeLessThan(infected(free));
    expect(none.newInfections).toEqual(free.newInfections);
  });

  it('quarantine begins and breaks off with its probabilities', () => {
    const many = new Population(20_000, ['susceptible', 'infectious']);
    many.add('isolating', new Float32Array(20_000));
    many.stage.fill(1);
    const clear = substep({
      name: 'clear',
      writes: ['isolating'],
      observe: () => null,
      decide: () => null,
      transition: (_, { population }) => (population.column('isolating') as Float32Array).fill(0),
    });
    const { series } = simulate(many, [clear, quarantine()], {
      steps: 14,
      record: { away: (all) => (all.column('isolating') as Float32Array).reduce((sum, w) => sum + w, 0) },
    });
    // 0.7 begin; each later step a tenth breaks off; after twelve steps all are back.
    for (let day = 1; day <= 12; day++) {
      const p = 0.7 * 0.9 ** (day - 1);
      expect(Math.abs(series.away[day] - 20_000 * p)).toBeLessThan(4 * Math.sqrt(20_000 * p * (1 - p)));
    }
    expect([series.away[0], series.away[13], series.away[14]]).toEqual([0, 0, 0]);
  });

  it('testing isolates after its delay', () => {
    const many = new Population(20_000, ['susceptible', 'exposed', 'infectious']);
    many.add('isolating', new Float32Array(20_000));
    many.stage.fill(2, 0, 10_000);
    const { series } = simulate(many, [testing({ tested: 1, isolation: 100 })], {
      steps: 4,
      record: {
        ill: (all) => (all.column('isolating') as Float32Array).subarray(0, 10_000).reduce((sum, w) => sum + w, 0),
        well: (all) => (all.column('isolating') as Float32Array).subarray(10_000).reduce((sum, w) => sum + w, 0),
      },
    });
    expect([...series.ill.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    for (const [count, p] of [
      [series.ill[4], 0.8 * 0.95],
      [series.well[4], 0.3 * 0.95],
    ]) {
      expect(Math.abs(count - 10_000 * p)).toBeLessThan(4 * Math.sqrt(10_000 * p * (1 - p)));
    }
  });

  it('vaccination gives every dose once, in order, and lowers the hazard', () => {
    const order = Array.from({ length: n }, (_, i) => n - 1 - i);
    const dosed = seirm(graph, {
      ...base,
      interventions: [vaccination({ doses: [1000, 0, 500], efficacy: 0.75, order })],
    });
    const susceptibility = dosed.population.column('susceptibility');
    expect(susceptibility.filter((s) => s === 0.25).length).toBe(1500);
    expect(susceptibility.subarray(n - 1500).every((s) => s === 0.25)).toBe(true);
    expect(infected(dosed)).toBeLessThan(infected(free));
    const all = seirm(graph, { ...base, interventions: [vaccination({ doses: [n], efficacy: 1 })] });
    expect(infected(all)).toBe(0);
    expect(() => vaccination({ doses: [0.5], efficacy: 1 })).toThrow('doses[0]');
  });
});

describe('simulate', () => {
  const population = () => new Population(10, ['a', 'b']);
  const idle = { name: 'idle', writes: [], run: () => undefined };

  it('refuses bad substeps before the first step', () => {
    const run = (...substeps: Parameters<typeof simulate>[1]) =>
      simulate(population(), substeps, { steps: 1, record: {} });
    expect(() => run(idle, idle)).toThrow('substeps must be named differently; got "idle"');
    expect(() => run({ ...idle, writes: ['stage', 'stage'] })).toThrow('writes[1] must be listed once');
    expect(() => run({ ...idle, writes: ['mood'] })).toThrow('be one of stage, since, next');
    expect(() => run()).toThrow('substeps.length');
  });

  it('runs substeps in order and notes the start and every step', () => {
    const calls: string[] = [];
    const named = (name: string) => ({
      name,
      writes: [],
      run: ({ step }: { step: number }) => void calls.push(`${name}${step}`),
    });
    const { series } = simulate(population(), [named('x'), named('y')], {
      steps: 2,
      record: { calls: () => calls.length },
    });
    expect(calls).toEqual(['x0', 'y0', 'x1', 'y1']);
    expect([...series.calls]).toEqual([0, 2, 4]);
  });

  it('gives each substep and round numbers of its own', () => {
    const seen = new Set<number>();
    const look = (name: string) => ({
      name,
      writes: [],
      run: ({
        draws,
        moreDraws,
      }: {
        draws: { word(i: number): number };
        moreDraws: (r: number) => { word(i: number): number };
      }) => {
        for (const numbers of [draws, moreDraws(1), moreDraws(2), moreDraws(3)]) seen.add(numbers.word(0));
      },
    });
    simulate(population(), [look('x'), look('y')], { steps: 3, record: {} });
    expect(seen.size).toBe(24);
  });

  it('keeps columns apart and counts every agent', () => {
    const people = population();
    people.add('wealth', new Float64Array(10));
    expect(() => people.add('wealth', new Float64Array(10))).toThrow('be no column yet');
    expect(() => people.add('mood', new Float64Array(9))).toThrow('mood.length');
    expect(() => people.column('mood')).toThrow('wealth');
    people.stage[3] = 7;
    expect(() => people.stageCounts()).toThrow('stage[3] must be below 2; got 7');
    expect(() => people.count('c')).toThrow('stage');
  });
});

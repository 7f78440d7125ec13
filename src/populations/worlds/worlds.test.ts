import { describe, expect, it } from 'vitest';
import { flyBoids, polarization, predatorPrey, randomFlock, randomWalkLaw, randomWalks } from '../index.js';

describe('predators and prey', () => {
  const world = predatorPrey({ steps: 150, seed: 4 });

  it('keep the books of prey and of energy', () => {
    for (let step = 0; step < 150; step++) {
      expect(world.prey[step] - world.prey[step + 1]).toBe(world.caught[step]);
      const predators = world.predatorEnergy[step] + 20 * world.caught[step] - world.predatorMoves[step];
      expect(world.predatorEnergy[step + 1]).toBeCloseTo(predators, 8);
      // The energy of the caught is lost with them, so that prey's energy falls by at least what moves cost.
      const prey = world.preyEnergy[step] + 7 * world.grazed[step] - 5 * world.preyMoves[step];
      if (world.caught[step] === 0) expect(world.preyEnergy[step + 1]).toBeCloseTo(prey, 8);
      else expect(world.preyEnergy[step + 1]).toBeLessThanOrEqual(prey + 1e-8);
    }
    expect(world.caught.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
  });

  it('graze grass that grows again after its time', () => {
    for (let step = 0; step < 150; step++) {
      const eaten = world.grazed.subarray(Math.max(0, step - 99), step + 1).reduce((sum, count) => sum + count, 0);
      expect(world.grass[step + 1]).toBe(450 - eaten);
    }
  });

  it('without predators lose nobody, without prey catch nothing, and without energy stand still', () => {
    const none = { count: 0, energy: [0, 0], moveCost: 1 } as const;
    expect(predatorPrey({ steps: 50, predators: none }).prey[50]).toBe(80);
    expect(predatorPrey({ steps: 50, prey: none }).caught.every((count) => count === 0)).toBe(true);
    const weak = { count: 5, energy: [0, 0], moveCost: 1 } as const;
    expect(predatorPrey({ steps: 9, predators: weak, prey: none }).predatorMoves.every((moves) => moves === 0)).toBe(
      true,
    );
    const full = predatorPrey({ width: 1, height: 1, steps: 1 });
    expect([full.caught[0], full.grazed[0], full.preyMoves[0]]).toEqual([40, 1, 0]);
    expect(() => predatorPrey({ steps: 1, prey: { count: 1, energy: [5, 4], moveCost: 1 } })).toThrow('prey.energy[1]');
  });
});

describe('boids', () => {
  it('alone fly straight around the torus', () => {
    const { position, velocity } = flyBoids({ position: [990, 5], velocity: [3, -2] }, { steps: 10 });
    expect([...position]).toEqual([20, 985]);
    expect([...velocity]).toEqual([3, -2]);
  });

  it('without weights keep their velocities', () => {
    const flock = randomFlock(60, { width: 200, height: 200, seed: 2 });
    const weights = { separation: 0, alignment: 0, cohesion: 0 };
    expect(flyBoids(flock, { steps: 20, width: 200, height: 200, weights }).velocity).toEqual(flock.velocity);
  });

  it('too close part, within sight but apart draw near', () => {
    const gap = (distance: number, weights: { separation: number; alignment: number; cohesion: number }) => {
      const flock = { position: [500 - distance / 2, 500, 500 + distance / 2, 500], velocity: [0, 0, 0, 0] };
      const { position } = flyBoids(flock, { steps: 5, weights });
      return position[2] - position[0];
    };
    expect(gap(10, { separation: 1.5, alignment: 1, cohesion: 1 })).toBeGreaterThan(10);
    expect(gap(40, { separation: 1.5, alignment: 1, cohesion: 1 })).toBeLessThan(40);
    // The first step from rest: 0.1 of force each, 1.5 of it away and 1 towards the other.
    const { velocity } = flyBoids({ position: [495, 500, 505, 500], velocity: [0, 0, 0, 0] }, { steps: 1 });
    expect(velocity[2]).toBeCloseTo(0.05, 12);
  });

  it('align, the more the longer they fly', () => {
    const flock = randomFlock(100, { width: 300, height: 300, seed: 1 });
    const later = flyBoids(flock, { steps: 300, width: 300, height: 300 });
    expect(polarization(flock.velocity)).toBeLessThan(0.4);
    expect(polarization(later.velocity)).toBeGreaterThan(0.8);
    for (let i = 0; i < 200; i += 2)
      expect(Math.hypot(later.velocity[i], later.velocity[i + 1])).toBeLessThanOrEqual(4 + 1e-12);
  });

  it('see the same with cells as without', () => {
    // On a torus of 140 cells do not fit and all pairs are looked at; the flock uses a corner, so that 2000 looks the same.
    const flock = randomFlock(40, { width: 60, height: 60, seed: 3 });
    const options = { steps: 3, perception: 50 };
    const shifted = { ...flock, position: flock.position.map((x) => x + 35) };
    const small = flyBoids(shifted, { ...options, width: 140, height: 140 });
    const large = flyBoids(shifted, { ...options, width: 2000, height: 2000 });
    // The order of sums differs with the order of cells.
    large.position.forEach((x, k) => expect(x).toBeCloseTo(small.position[k], 9));
    expect(() => flyBoids({ position: [1, 2], velocity: [1] }, { steps: 1 })).toThrow('velocity.length');
  });
});

describe('random walks', () => {
  it('have their exact law', () => {
    const options = { length: 4, steps: 31 };
    const agents = 40_000;
    const counts = new Float64Array(32);
    for (const place of randomWalks(agents, { ...options, seed: 1 })) counts[place]++;
    randomWalkLaw(options).forEach((p, x) => {
      expect(Math.abs(counts[x] - agents * p)).toBeLessThanOrEqual(4 * Math.sqrt(agents * p * (1 - p)) + 1e-9);
    });
  });

  it('come to rest in detailed balance', () => {
    // π(x)·e^{−x/p} = π(x + 1)·(1 − e^{−(x+1)/p}); one parity is twice as likely at each time.
    const law = randomWalkLaw({ length: 3, steps: 400 });
    const next = randomWalkLaw({ length: 3, steps: 401 });
    for (let x = 0; x < 8; x++) {
      const [here, there] = x % 2 === 0 ? [law[x], next[x + 1]] : [next[x], law[x + 1]];
      expect(here * Math.exp(-x / 3)).toBeCloseTo(there * (1 - Math.exp(-(x + 1) / 3)), 10);
    }
    expect(() => randomWalks(1, { length: 0, steps: 1 })).toThrow('length');
  });
});

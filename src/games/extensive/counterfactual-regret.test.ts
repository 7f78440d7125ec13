import { describe, expect, it } from 'vitest';
import {
  counterfactualRegret,
  externalSampling,
  ExtensiveGame,
  kuhnPoker,
  leducPoker,
  randomTree,
  seltensHorse,
  type RegretVariant,
} from '../index.js';

/** Vanilla CFR as a walk through the tree with reach probabilities, as in Neller & Lanctot (2013); simultaneous updates. */
function plainCfr(game: ExtensiveGame, iterations: number): number[][] {
  const { nodes, informationSets, terminals, terminalPayoffs, players } = game;
  const regrets = informationSets.map(({ actions }) => actions.map(() => 0));
  const sums = informationSets.map(({ actions }) => actions.map(() => 0));
  const endOf = new Map(Array.from(terminals, (v, z) => [v, z]));
  const shares = (list: number[]) => {
    const positive = list.map((regret) => Math.max(0, regret));
    const sum = positive.reduce((a, b) => a + b, 0);
    return positive.map((regret) => (sum > 0 ? regret / sum : 1 / list.length));
  };
  for (let t = 0; t < iterations; t++) {
    const current = regrets.map(shares);
    const walk = (v: number, reach: number[], chance: number): number[] => {
      const mover = nodes.player[v];
      if (mover === -2) return players.map((_, p) => terminalPayoffs[p][endOf.get(v)!]);
      const children = [...nodes.children.subarray(nodes.firstChild[v], nodes.firstChild[v + 1])];
      const h = nodes.set[v];
      const odds = children.map((child, a) => (mover < 0 ? nodes.probability[child] : current[h][a]));
      const values = children.map(
        (child, a) =>
        mover < 0
          ? walk(child, reach, chance * odds[a])
          : walk(child, reach.map((own, p) => (p === mover ? own * odds[a] : own)), chance), // prettier-ignore
      );
      const mean = players.map((_, p) => values.reduce((sum, value, a) => sum + odds[a] * value[p], 0));
      if (mover >= 0) {
        const others = reach.reduce((product, own, p) => (p === mover ? product : product * own), chance);
        values.forEach((value, a) => {
          regrets[h][a] += others * (value[mover] - mean[mover]);
          sums[h][a] += reach[mover] * odds[a] * (informationSets[h].nodes[0] === v ? 1 : 0);
        });
      }
      return mean;
    };
    walk(0, players.map(() => 1), 1); // prettier-ignore
  }
  return sums.map((list) => {
    const sum = list.reduce((a, b) => a + b, 0);
    return list.map((weight) => (sum > 0 ? weight / sum : 1 / list.length));
  });
}

describe('counterfactual regret minimisation', () => {
  it('takes the steps of a plain walk through the tree', () => {
    for (const game of [kuhnPoker(), seltensHorse(), randomTree(11, { depth: 5 }), randomTree(5, { players: 3 })]) {
      const { profile } = counterfactualRegret(game, { variant: 'cfr', iterations: 40 });
      const expected = plainCfr(game, 40);
      profile.forEach((shares, h) => shares.forEach((share, a) => expect(share).toBeCloseTo(expected[h][a], 9)));
    }
  });

  it('keeps the bounds of its theory: NashConv ≤ regrets of the sets ≤ Δ Σ √|A| / √T', () => {
    for (const game of [kuhnPoker(), leducPoker(), randomTree(21, { zeroSum: true, depth: 5 })]) {
      const range = Math.max(...game.terminalPayoffs[0]) - Math.min(...game.terminalPayoffs[0]);
      for (const iterations of [1, 10, 200]) {
        const { nashConv, regretBound } = counterfactualRegret(game, { variant: 'cfr', iterations });
        const theory = game.informationSets.reduce((sum, { actions }) => sum + range * Math.sqrt(actions.length), 0);
        expect(nashConv).toBeLessThanOrEqual(regretBound + 1e-12);
        expect(regretBound).toBeLessThanOrEqual(theory / Math.sqrt(iterations));
      }
    }
  });

  it.each<[RegretVariant, number]>([
    ['cfr', 1e-2],
    ['cfr+', 1e-3],
    ['linear', 3e-3],
    ['discounted', 1e-3],
  ])('%s comes to the value of Kuhn’s poker', (variant, bound) => {
    const { payoffs, nashConv, curve, converged } = counterfactualRegret(kuhnPoker(), { variant, iterations: 4000 });
    expect(nashConv).toBeLessThan(bound);
    // Each player can be sure of the value up to its regret.
    expect(Math.abs(payoffs[0] + 1 / 18)).toBeLessThanOrEqual(nashConv);
    expect(curve.map(({ iteration }) => iteration)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4000]);
    expect(converged).toBe(false);
  });

  it('stops at its tolerance, reports progress and can be aborted', () => {
    const seen: number[] = [];
    const options = {
      tolerance: 0.01,
      iterations: 10_000,
      onProgress: ({ done }: { done: number }) => seen.push(done),
    };
    const { converged, nashConv, iterations } = counterfactualRegret(kuhnPoker(), options);
    expect(converged).toBe(true);
    expect(nashConv).toBeLessThanOrEqual(0.01);
    expect(iterations).toBeLessThan(10_000);
    expect(seen.at(-1)).toBe(iterations);
    const abort = new AbortController();
    const onProgress = ({ done }: { done: number }) => done >= 8 && abort.abort();
    expect(() => counterfactualRegret(kuhnPoker(), { onProgress, signal: abort.signal })).toThrow('aborted');
    expect(() => counterfactualRegret(kuhnPoker(), { checkpoints: [5, 5] })).toThrow('checkpoints[1]');
    expect(() => counterfactualRegret(kuhnPoker(), { variant: 'xfp' as never })).toThrow('variant');
  });
});

describe('external sampling', () => {
  it('comes to the value of Kuhn’s poker, and repeats itself', () => {
    const run = (seed: number, iterations = 20_000) => externalSampling(kuhnPoker(), { seed, iterations });
    const { payoffs, nashConv, visits } = run(1);
    expect(Math.abs(payoffs[0] + 1 / 18)).toBeLessThanOrEqual(nashConv);
    expect(nashConv).toBeLessThan(0.05);
    // A walk meets a small part of the 55 nodes.
    expect(visits / 40_000).toBeLessThan(12);
    expect(run(1, 500)).toEqual(run(1, 500));
    expect(run(2, 500)).not.toEqual(run(1, 500));
  });

  it('lowers exploitability in Leduc poker about as 1/√iterations', () => {
    const { curve } = externalSampling(leducPoker(), { seed: 3, iterations: 16_000, checkpoints: [1000, 16_000] });
    const ratio = curve[0].nashConv / curve[1].nashConv;
    // √16 = 4; single runs scatter.
    expect(ratio).toBeGreaterThan(2.5);
    expect(ratio).toBeLessThan(8);
  });

  it('is for two players', () => {
    expect(() => externalSampling(seltensHorse())).toThrow('game.players must be two');
  });
});

import { describe, expect, it } from 'vitest';
import { dataset, Table } from '../../data/index.js';
import { InvalidInputError, randomStream } from '../../foundation/index.js';
import { simulateRounds } from '../dynamics/index.js';
import { signedGraphFromArrays, type SignedGraph } from '../signed-graph.js';
import { meanSquare, nonnegativeFit } from './nonnegative-fit.js';
import { diagnoseDebate, estimateInfluence, readStances, syntheticDebates } from './index.js';

/** Every agent listens to two others, a third of the time against them. */
function society(seed: number, n = 8): SignedGraph {
  const random = randomStream(70, seed);
  const [sources, targets, weights]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    const others = random.shuffle(Array.from({ length: n }, (_, j) => j).filter((j) => j !== i));
    for (const j of others.slice(0, 2)) {
      sources.push(i);
      targets.push(j);
      weights.push((random.bernoulli(0.33) ? -1 : 1) * (0.1 + 0.15 * random.uniform()));
    }
  }
  return signedGraphFromArrays({ nodes: n, sources, targets, weights, directed: true });
}

function truthOf({ nodes, offsets, targets, weights }: SignedGraph): Map<string, number> {
  const truth = new Map<string, number>();
  for (let i = 0; i < nodes.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) truth.set(`${i},${targets[k]}`, weights[k]);
  }
  return truth;
}

describe('nonnegativeFit', () => {
  const moments = (seed: number, p: number) => {
    const random = randomStream(71, seed);
    const rows = Array.from({ length: 3 * p }, () => Array.from({ length: p }, () => random.normal()));
    const y = rows.map((row) => row[0] - 0.5 * row[1] + 0.3 * random.normal());
    const mean = (f: (row: number[], i: number) => number) =>
      rows.reduce((sum, row, i) => sum + f(row, i), 0) / rows.length;
    return {
      gram: Float64Array.from({ length: p * p }, (_, k) => mean((row) => row[Math.floor(k / p)] * row[k % p])),
      cross: Float64Array.from({ length: p }, (_, k) => mean((row, i) => row[k] * y[i])),
      power: mean((_, i) => y[i] ** 2),
      rows,
      y,
    };
  };

  it('meets the conditions of Karush, Kuhn and Tucker', () => {
    for (let seed = 0; seed < 20; seed++) {
      const p = 6;
      const { gram, cross, power } = moments(seed, p);
      for (const [lambda, mix] of [
        [0, 1],
        [0.1, 1],
        [0.3, 0.5],
        [0.2, 0],
      ] as const) {
        const beta = nonnegativeFit({ gram, cross, power }, { lambda, mix }, new Float64Array(p));
        for (let k = 0; k < p; k++) {
          let slope = -cross[k] + lambda * mix + lambda * (1 - mix) * beta[k];
          for (let l = 0; l < p; l++) slope += gram[k * p + l] * beta[l];
          // Zero slope where a coefficient is free, none to be gained where it is held at 0.
          if (beta[k] > 0) expect(Math.abs(slope)).toBeLessThan(1e-10);
          else expect(slope).toBeGreaterThan(-1e-10);
        }
      }
    }
  });

  it('measures errors from moments as from rows', () => {
    const { rows, y, ...sums } = moments(3, 4);
    const beta = Float64Array.of(0.5, 0, 0.2, 0.1);
    const direct = rows.reduce(
      (sum, row, i) => sum + (y[i] - row.reduce((total, x, k) => total + x * beta[k], 0)) ** 2,
      0,
    );
    expect(meanSquare(sums, beta)).toBeCloseTo(direct / rows.length, 12);
  });
});

describe('estimateInfluence', () => {
  it('finds the edges of known societies, better with every debate', () => {
    const errors = [5, 20, 80].map((debates) => {
      let [found, right, edges, squares, covered] = [0, 0, 0, 0, 0];
      for (let seed = 0; seed < 3; seed++) {
        const network = society(seed);
        const truth = truthOf(network);
        const table = syntheticDebates(network, { debates, rounds: 8, noise: 0.1, seed });
        const estimate = estimateInfluence(table, { scale: 'logit', replicates: 60, halves: 20 });
        for (const { listener, speaker, estimate: weight, interval } of estimate.edges) {
          const real = truth.get(`${listener},${speaker}`) ?? 0;
          found++;
          right += Number(real * weight > 0);
          covered += Number(real * weight > 0 && interval.lower <= real && real <= interval.upper);
        }
        edges += truth.size;
        for (let i = 0; i < 8; i++) {
          for (let j = 0; j < 8; j++) squares += (estimate.weights.get(i, j) - (truth.get(`${i},${j}`) ?? 0)) ** 2;
        }
      }
      return {
        precision: right / found,
        recall: right / edges,
        rmse: Math.sqrt(squares / (3 * 56)),
        covered: covered / right,
      };
    });
    expect(errors[2].recall).toBe(1);
    expect(errors[2].precision).toBeGreaterThan(0.9);
    // Thirty-five steps are few for 8 agents: what is found is right, and most is not found yet.
    expect(errors[0].precision).toBeGreaterThan(0.9);
    expect(errors[1].recall).toBeGreaterThan(errors[0].recall + 0.2);
    // Four times the data halves the error of a regular estimator, and the lasso's selection errors vanish besides.
    expect(errors[1].rmse).toBeLessThan(errors[0].rmse / 1.6);
    expect(errors[2].rmse).toBeLessThan(errors[1].rmse / 1.6);
    // 48 edges: 0.95 ± 4 standard deviations of 0.0315, of which selection may cost some.
    expect(errors[2].covered).toBeGreaterThan(0.95 - 4 * 0.0315);
  });

  it('without noise returns the weights and the stubbornness themselves', () => {
    const network = society(4, 5);
    const stubbornness = [0, 0.2, 0, 0, 0.05];
    const table = syntheticDebates(network, { debates: 12, rounds: 5, noise: 0, stubbornness, scale: 'identity' });
    const estimate = estimateInfluence(table, { scale: 'identity', lambda: 1e-6, replicates: 10, halves: 5 });
    for (const [pair, weight] of truthOf(network)) {
      const [i, j] = pair.split(',').map(Number);
      expect(estimate.weights.get(i, j)).toBeCloseTo(weight, 6);
    }
    stubbornness.forEach((kappa, i) => expect(estimate.stubbornness[i]).toBeCloseTo(kappa, 6));
    expect(Math.max(...estimate.noise)).toBeLessThan(1e-6);
  });

  it('predicts where a debate that it has not seen ends', () => {
    const network = society(1, 6);
    const table = syntheticDebates(network, { debates: 60, rounds: 8, noise: 0.05, seed: 9 });
    const { network: fitted } = estimateInfluence(table, { scale: 'logit', replicates: 40, halves: 20 });
    const random = randomStream(72);
    const beliefs = Array.from({ length: 6 }, () => random.normal());
    const rounds = 12;
    const truth = simulateRounds(network, { initial: beliefs, rounds, step: 1 }).final;
    const predicted = simulateRounds(fitted, { initial: beliefs, rounds, step: 1 }).final;
    const error = Math.sqrt(truth.reduce((sum, x, i) => sum + (x - predicted[i]) ** 2, 0) / 6);
    const moved = Math.sqrt(truth.reduce((sum, x, i) => sum + (x - beliefs[i]) ** 2, 0) / 6);
    expect(error).toBeLessThan(0.15 * moved);
  });

  it('shrinks with ridge, keeps all with a penalty of 0, and depends on its seed only', () => {
    const table = syntheticDebates(society(2, 5), { debates: 10, rounds: 6, seed: 1 });
    const options = { scale: 'logit', replicates: 5, halves: 5, stability: 0 } as const;
    const size = (lambda: number) =>
      estimateInfluence(table, { ...options, penalty: 'ridge', lambda }).weights.norm('frobenius');
    expect(size(1)).toBeLessThan(size(0.1));
    expect(size(0.1)).toBeLessThan(size(0));
    const [once, again] = [1, 1].map(() => estimateInfluence(table, options));
    expect(again.edges).toEqual(once.edges);
    expect(estimateInfluence(table, { ...options, lambda: 1e6 }).edges).toEqual([]);
  });
});

describe('readStances', () => {
  const good = [
    { agent: 'a', round: 1, belief: 0.9 },
    { agent: 'b', round: 1, belief: 0.4 },
    { agent: 'a', round: 2, belief: 0.8 },
    { agent: 'b', round: 2, belief: 0.5 },
  ];
  const read = (rows: Record<string, string | number | null>[], options = {}) =>
    readStances(Table.fromRows(rows, 'stances.csv'), { scale: 'logit', ...options });

  it('takes rows in any order, and debates apart', () => {
    const shuffled = [good[3], good[0], good[2], good[1]];
    expect(read(shuffled, { agents: ['a', 'b'] }).debates[0].beliefs).toEqual(read(good).debates[0].beliefs);
    const two = [...good.map((row) => ({ ...row, debate: 'x' })), ...good.map((row) => ({ ...row, debate: 'y' }))];
    expect(read(two).debates.map(({ name, firstRound, rounds }) => [name, firstRound, rounds])).toEqual([
      ['x', 1, 2],
      ['y', 1, 2],
    ]);
  });

  it.each([
    [
      [{ ...good[0], belief: 1 }, ...good.slice(1)],
      {},
      'stances.csv, row 1, column belief: belief must lie strictly between 0 and 1',
    ],
    [[...good, good[1]], {}, 'row 5, column round: agent, round must appear once; got "b, 1"'],
    [good.slice(0, 3), {}, "hold a belief of every agent; 'b' has none"],
    [
      [...good.slice(0, 2), { ...good[2], round: 3 }, { ...good[3], round: 3 }],
      {},
      'without a gap; got "none numbered 2"',
    ],
    [good, { agents: ['a', 'c'] }, `row 2, column agent: agent must be one of 'a', 'c'; got "b"`],
    [[{ ...good[0], round: 1.5 }, ...good.slice(1)], {}, 'round must be a whole number'],
    [[{ ...good[0], belief: null }, ...good.slice(1)], {}, 'column belief'],
    [good.slice(0, 2), {}, 'be at least 2'],
    [good, { scale: 'guess' }, "scale must be one of 'logit', 'identity'"],
    [good, { columns: { belief: 'probability' } }, 'probability'],
  ])('refuses %#', (rows, options, message) => {
    expect(() => read(rows, options)).toThrow(InvalidInputError);
    expect(() => read(rows, options)).toThrow(message);
  });

  it('asks for enough steps', () => {
    expect(() => estimateInfluence(Table.fromRows(good), { scale: 'logit' })).toThrow('at least 10 steps');
  });
});

describe('diagnoseDebate', () => {
  const debate = (edges: readonly (readonly [number, number, number])[], n: number) =>
    signedGraphFromArrays({
      nodes: ['ann', 'bob', 'cyd', 'dee'].slice(0, n),
      sources: edges.map(([i]) => i),
      targets: edges.map(([, j]) => j),
      weights: edges.map(([, , w]) => w),
      directed: true,
    });

  it('sees agreement, on what and how fast', () => {
    const pair = debate([[0, 1, 0.25], [1, 0, 0.25]], 2); // prettier-ignore
    const { agrees, kind, limit, rounds, blockers, flips } = diagnoseDebate(pair, { beliefs: [2, 0] });
    expect([agrees, kind]).toEqual([true, 'consensus']);
    limit.forEach((x) => expect(x).toBeCloseTo(1, 14));
    // The difference halves every round.
    expect(rounds).toBeCloseTo(Math.log(100) / Math.log(2), 12);
    expect([blockers, flips]).toEqual([[], []]);
  });

  it('names the one who opposes, and the edge', () => {
    const chain = debate([[0, 1, 0.3], [1, 0, 0.3], [2, 0, 0.4], [3, 2, -0.5]], 4); // prettier-ignore
    const { agrees, kind, limit, blockers, flips } = diagnoseDebate(chain, { beliefs: [1, 1, 0, 0] });
    expect([agrees, kind]).toEqual([false, 'bipartite consensus']);
    expect(Array.from(limit, (x) => Math.round(x * 1e12) / 1e12)).toEqual([1, 1, 1, -1]);
    expect(blockers.map(({ agent }) => agent)).toEqual(['dee']);
    expect(blockers[0]).toMatchObject({ agrees: true, kind: 'consensus' });
    expect(flips.map(({ listener, speaker }) => [listener, speaker])).toEqual([['dee', 'cyd']]);
  });

  it('names the stubborn, who need no edge turned', () => {
    const edges = [[0, 1, 0.3], [1, 0, 0.3], [1, 2, 0.3], [2, 1, 0.3]] as const; // prettier-ignore
    const options = { beliefs: [1, 0, -1], stubbornness: [0.2, 0, 0.1] };
    const { agrees, blockers, flips, limit } = diagnoseDebate(debate(edges, 3), options);
    expect(agrees).toBe(false);
    expect(blockers.map(({ agent }) => agent)).toEqual(expect.arrayContaining(['ann', 'cyd']));
    expect(flips.every(({ agrees: now }) => !now)).toBe(true);
    const end = simulateRounds(debate(edges, 3), {
      initial: [1, 0, -1],
      stubbornness: options.stubbornness,
      rounds: 2000,
      step: 1,
    });
    limit.forEach((x, i) => expect(x).toBeCloseTo(end.final[i], 10));
  });

  it('sees a frustrated debate die, and swing for ever when rounds are too strong', () => {
    const critics = debate([[0, 1, 0.3], [1, 2, 0.3], [2, 0, -0.3]], 3); // prettier-ignore
    const { kind, agrees, flips } = diagnoseDebate(critics, { beliefs: [1, 0, -1] });
    expect([kind, agrees]).toEqual(['neutralization', false]);
    expect(flips[0]).toMatchObject({ listener: 'cyd', speaker: 'ann', kind: 'consensus' });
    const swap = debate([[0, 1, 1], [1, 0, 1]], 2); // prettier-ignore
    expect(diagnoseDebate(swap, { beliefs: [1, 0] }).rounds).toBe(Infinity);
  });
});

it('the data set example-stances is what its source says', async () => {
  const truth = signedGraphFromArrays({
    nodes: ['ann', 'bob', 'cyd', 'dee'],
    sources: [0, 1, 2, 3],
    targets: [1, 0, 0, 2],
    weights: [0.3, 0.25, -0.3, 0.2],
    directed: true,
  });
  const { table } = await dataset('example-stances');
  expect(table.toRows()).toEqual(syntheticDebates(truth, { debates: 30, rounds: 6, noise: 0.1, seed: 1 }).toRows());
});

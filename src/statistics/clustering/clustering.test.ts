import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  adjustedRandIndex,
  calinskiHarabasz,
  chooseClusters,
  clusterJaccard,
  clusterStability,
  cutHierarchy,
  daviesBouldin,
  gaussianMixture,
  kMeans,
  normalizedMutualInformation,
  principalComponents,
  silhouette,
  standardize,
  ward,
} from '../index.js';

function blobs({ n, p, k, apart = 4, seed = 1 }: { n: number; p: number; k: number; apart?: number; seed?: number }) {
  const stream = randomStream(seed);
  const centers = Array.from({ length: k }, () => Float64Array.from({ length: p }, () => stream.normal() * apart));
  const truth = Array.from({ length: n }, () => stream.below(k));
  const points = truth.map((label) => centers[label].map((center) => center + stream.normal()));
  return { points, truth };
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.hypot(...Array.from(a, (x, j) => x - b[j]));

const meanOf = (rows: readonly ArrayLike<number>[]) =>
  Array.from(rows[0], (_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);

function groupsOf<Row>(rows: readonly Row[], labels: ArrayLike<number>): Row[][] {
  const groups = new Map<number, Row[]>();
  rows.forEach((row, i) => groups.set(labels[i], [...(groups.get(labels[i]) ?? []), row]));
  return [...groups.values()];
}

describe('kMeans', () => {
  it('finds the groups of separated blobs, with centres and inertia of the definition', () => {
    const { points, truth } = blobs({ n: 600, p: 5, k: 4, apart: 8 });
    const fit = kMeans(points, { clusters: 4, seed: 3 });
    expect(adjustedRandIndex(fit.labels, truth)).toBe(1);
    expect(fit.converged).toBe(true);
    let inertia = 0;
    groupsOf(points, fit.labels).forEach((rows, c) => {
      const mean = meanOf(rows);
      expect(distance(mean, fit.centers[c])).toBeLessThan(1e-12);
      expect(fit.sizes[c]).toBe(rows.length);
      inertia += rows.reduce((sum, row) => sum + distance(row, mean) ** 2, 0);
    });
    expect(fit.inertia).toBeCloseTo(inertia, 8);
    expect(Math.min(...fit.inertias)).toBe(fit.inertia);
  });

  it('rests only where no point is nearer to another centre, also in overlapping clouds', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { points } = blobs({ n: 150, p: 2, k: 3, apart: 0.5, seed });
      const { centers, labels, converged } = kMeans(points, { clusters: 7, starts: 1, seed });
      expect(converged).toBe(true);
      points.forEach((point, i) => {
        const distances = centers.map((center) => distance(point, center));
        expect(distances[labels[i]]).toBeLessThanOrEqual(Math.min(...distances) + 1e-9);
      });
    }
  });

  it('reaches the least inertia of all partitions of nine points', () => {
    const { points } = blobs({ n: 9, p: 2, k: 3, apart: 1, seed: 5 });
    let least = Infinity;
    for (let code = 0; code < 3 ** 9; code++) {
      const labels = Array.from({ length: 9 }, (_, i) => Math.floor(code / 3 ** i) % 3);
      const sum = groupsOf(points, labels).reduce((total, rows) => {
        const mean = meanOf(rows);
        return total + rows.reduce((inner, row) => inner + distance(row, mean) ** 2, 0);
      }, 0);
      least = Math.min(least, sum);
    }
    expect(kMeans(points, { clusters: 3, starts: 30 }).inertia).toBeCloseTo(least, 10);
  });

  it('lives with coinciding points, k = 1 and k = n', () => {
    const same = [[1, 1], [1, 1], [1, 1], [2, 2]]; // prettier-ignore
    const fit = kMeans(same, { clusters: 3 });
    expect(fit.inertia).toBe(0);
    expect(fit.converged).toBe(true);
    expect(kMeans(same, { clusters: 1 }).centers[0]).toEqual(Float64Array.of(1.25, 1.25));
    expect(kMeans([[1], [2], [3]], { clusters: 3 }).labels).toEqual(Int32Array.of(0, 1, 2));
  });

  it('refuses bad input', () => {
    expect(() => kMeans([[1], [2]], { clusters: 3 })).toThrow('clusters');
    expect(() => kMeans([[1], [NaN]], { clusters: 1 })).toThrow('points[1][0]');
    expect(() => kMeans([[1], [1, 2]], { clusters: 1 })).toThrow('points[1].length');
    expect(() => kMeans([], { clusters: 1 })).toThrow('points[0]');
  });
});

describe('silhouette', () => {
  it('agrees with the definition, point by point', () => {
    const { points } = blobs({ n: 60, p: 3, k: 4, apart: 1 });
    const labels = points.map((_, i) => (i === 17 ? 9 : (i * i) % 4));
    const { values, mean } = silhouette(points, labels);
    points.forEach((point, i) => {
      const others = new Map<number, number[]>();
      points.forEach((other, j) => {
        if (j !== i) others.set(labels[j], [...(others.get(labels[j]) ?? []), distance(point, other)]);
      });
      const means = new Map([...others].map(([c, all]) => [c, all.reduce((a, b) => a + b, 0) / all.length]));
      const own = means.get(labels[i]);
      means.delete(labels[i]);
      const nearest = Math.min(...means.values());
      expect(values[i]).toBeCloseTo(own === undefined ? 0 : (nearest - own) / Math.max(own, nearest), 12);
    });
    expect(mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / 60, 14);
  });

  it('does not change under rotation, translation and scaling', () => {
    const { points, truth } = blobs({ n: 80, p: 2, k: 3 });
    const moved = points.map(([x, y]) => [7 + 3 * (0.6 * x - 0.8 * y), -2 + 3 * (0.8 * x + 0.6 * y)]);
    expect(silhouette(moved, truth).mean).toBeCloseTo(silhouette(points, truth).mean, 12);
  });

  it('is high without any groups where tails are heavy, and low for one normal cloud', () => {
    const stream = randomStream(8);
    const sample = (draw: () => number) =>
      standardize(Array.from({ length: 1000 }, () => Array.from({ length: 5 }, draw))).points;
    const pareto = chooseClusters(sample(() => (1 - stream.uniform()) ** (-1 / 1.5)), { from: 3, to: 4, starts: 3 }); // prettier-ignore
    const normal = chooseClusters(sample(() => stream.normal()), { from: 3, to: 4, starts: 3 }); // prettier-ignore
    expect(pareto.best.silhouette).toBeGreaterThan(0.8);
    expect(pareto.best.largestShare).toBeGreaterThan(0.9);
    expect(normal.best.silhouette).toBeLessThan(0.2);
    expect(normal.best.largestShare).toBeLessThan(0.6);
  });

  it('refuses one cluster and n clusters', () => {
    expect(() => silhouette([[1], [2], [3]], [1, 1, 1])).toThrow('labels must name 2 to 2 clusters');
    expect(() => silhouette([[1], [2], [3]], [1, 2, 3])).toThrow('labels');
    expect(() => silhouette([[1], [2], [3]], [1, 2])).toThrow('labels.length');
  });
});

describe('indices of separation and agreement', () => {
  it('follow their definitions', () => {
    const points = [[0, 0], [0, 2], [4, 0], [4, 4], [9, 1]]; // prettier-ignore
    const labels = [0, 0, 1, 1, 2];
    // Means (0,1), (4,2), (9,1), grand (3.4,1.4): B = 2·11.72 + 2·0.72 + 31.52 = 56.4, W = 2 + 8 = 10.
    expect(calinskiHarabasz(points, labels)).toBeCloseTo(56.4 / 2 / (10 / 2), 12);
    // Spreads 1, 2, 0; distances √17, 9, √26.
    const worst = [3 / Math.sqrt(17), 3 / Math.sqrt(17), 2 / Math.sqrt(26)];
    expect(daviesBouldin(points, labels)).toBeCloseTo((worst[0] + worst[1] + worst[2]) / 3, 12);
  });

  it('count pairs as the Rand index does', () => {
    const stream = randomStream(4);
    const [a, b] = [3, 4].map((k) => Array.from({ length: 40 }, () => stream.below(k)));
    let [both, inA, inB, total] = [0, 0, 0, 0];
    for (let i = 0; i < 40; i++) {
      for (let j = 0; j < i; j++) {
        total++;
        inA += Number(a[i] === a[j]);
        inB += Number(b[i] === b[j]);
        both += Number(a[i] === a[j] && b[i] === b[j]);
      }
    }
    const expected = (inA * inB) / total;
    expect(adjustedRandIndex(a, b)).toBeCloseTo((both - expected) / ((inA + inB) / 2 - expected), 12);
    expect(adjustedRandIndex(a, a.map((label) => 7 - label))).toBe(1); // prettier-ignore
    expect(adjustedRandIndex([1, 1, 1], [2, 2, 2])).toBe(1);
    expect(normalizedMutualInformation(a, a.map((label) => 7 - label))).toBeCloseTo(1, 12); // prettier-ignore
    // Independent by construction: every combination equally often.
    expect(normalizedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0, 12);
    expect(clusterJaccard(a, a)).toEqual(Float64Array.of(1, 1, 1));
  });
});

describe('ward', () => {
  it('builds the tree of the greedy search', () => {
    const { points } = blobs({ n: 40, p: 2, k: 4, apart: 2 });
    const tree = ward(points);
    let clusters = points.map((point, i) => ({ rows: [point], members: [i] }));
    for (let merge = 0; merge < 39; merge++) {
      let best = { rise: Infinity, a: 0, b: 0 };
      for (let a = 0; a < clusters.length; a++) {
        for (let b = 0; b < a; b++) {
          const [x, y] = [clusters[a].rows, clusters[b].rows];
          const rise = ((x.length * y.length) / (x.length + y.length)) * distance(meanOf(x), meanOf(y)) ** 2;
          if (rise < best.rise) best = { rise, a, b };
        }
      }
      expect(tree.heights[merge]).toBeCloseTo(Math.sqrt(2 * best.rise), 10);
      const [x, y] = [clusters[best.a], clusters[best.b]];
      clusters = clusters.filter((_, i) => i !== best.a && i !== best.b);
      clusters.push({ rows: [...x.rows, ...y.rows], members: [...x.members, ...y.members] });
      const expected = new Int32Array(40);
      clusters.forEach(({ members }, c) => members.forEach((i) => (expected[i] = c)));
      const cut = cutHierarchy(tree, { clusters: clusters.length });
      if (clusters.length < 40) expect(adjustedRandIndex(cut, expected)).toBe(1);
    }
  });

  it('knows the extremes', () => {
    expect(cutHierarchy(ward([[1], [2], [5]]), { clusters: 3 })).toEqual(Int32Array.of(0, 1, 2));
    expect(cutHierarchy(ward([[1], [2], [5]]), { clusters: 1 })).toEqual(new Int32Array(3));
    expect(ward([[1]]).heights.length).toBe(0);
    expect(() => cutHierarchy(ward([[1], [2]]), { clusters: 3 })).toThrow('clusters');
  });
});

describe('gaussianMixture', () => {
  it('has one component in closed form', () => {
    const { points } = blobs({ n: 200, p: 3, k: 1 });
    const fit = gaussianMixture(points, { components: 1, regularization: 0 });
    const mean = meanOf(points);
    expect(distance(fit.means[0], mean)).toBeLessThan(1e-10);
    const entry = (a: number, b: number) => points.reduce((s, x) => s + (x[a] - mean[a]) * (x[b] - mean[b]), 0) / 200;
    expect(fit.covariances[0].get(2, 1)).toBeCloseTo(entry(2, 1), 10);
    expect(fit.parameters).toBe(9);
    expect(fit.criteria.bic).toBeCloseTo(9 * Math.log(200) - 2 * fit.logLikelihood, 9);
    // The diagonal normal of one component is a product of univariate ones.
    const diagonal = gaussianMixture(points, { components: 1, covariance: 'diagonal', regularization: 0 });
    const log = [0, 1, 2].reduce((s, j) => s - 100 * (Math.log(2 * Math.PI * entry(j, j)) + 1), 0);
    expect(diagonal.logLikelihood).toBeCloseTo(log, 8);
  });

  it('separates by shape what k-means cannot, and BIC finds the number', () => {
    const stream = randomStream(12);
    // Two long parallel clouds.
    const truth = Array.from({ length: 400 }, (_, i) => i % 2);
    const points = truth.map((label) => [stream.normal() * 10, label * 3 + stream.normal() * 0.4]);
    const fit = gaussianMixture(points, { components: 2, starts: 8 });
    expect(adjustedRandIndex(fit.labels, truth)).toBeGreaterThan(0.98);
    expect(adjustedRandIndex(kMeans(points, { clusters: 2 }).labels, truth)).toBeLessThan(0.1);
    const bic = [1, 2, 3].map((components) => gaussianMixture(points, { components, starts: 8 }).criteria.bic);
    expect(bic.indexOf(Math.min(...bic))).toBe(1);
    fit.probabilities.forEach((row) => expect(row[0] + row[1]).toBeCloseTo(1, 12));
    const shortened = gaussianMixture(points, { components: 2, maxIterations: 1 });
    expect(shortened.converged).toBe(false);
    expect(shortened.logLikelihood).toBeLessThan(fit.logLikelihood);
  });

  it('does not underflow far away and refuses singular covariances', () => {
    const fit = gaussianMixture([[0], [1], [2], [1e6], [1e6 + 1], [1e6 + 2]], { components: 2 });
    expect(fit.logLikelihood).toBeGreaterThan(-20);
    expect(() => gaussianMixture([[0], [1]], { components: 2, regularization: 0 })).toThrow('regularization');
  });
});

describe('principalComponents', () => {
  it('diagonalises the covariance and keeps distances', () => {
    const { points } = blobs({ n: 50, p: 4, k: 3 });
    const { scores, directions, variances, shares } = principalComponents(points);
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b <= a; b++) {
        expect(directions[a].reduce((s, x, j) => s + x * directions[b][j], 0)).toBeCloseTo(a === b ? 1 : 0, 12);
        const covariance = scores.reduce((s, row) => s + row[a] * row[b], 0) / 49;
        expect(covariance).toBeCloseTo(a === b ? variances[a] : 0, 10);
      }
    }
    expect(distance(scores[0], scores[7])).toBeCloseTo(distance(points[0], points[7]), 10);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(principalComponents(points, { components: 2 }).scores[3]).toEqual(scores[3].slice(0, 2));
  });
});

describe('standardize', () => {
  it('has mean 0 and deviation 1, and leaves constant columns out', () => {
    const { points, columns } = standardize([[1e9, 1, 4], [1e9, 3, 0], [1e9, 8, 1]]); // prettier-ignore
    expect(columns).toEqual(Int32Array.of(1, 2));
    for (const j of [0, 1]) {
      expect(points.reduce((s, row) => s + row[j], 0)).toBeCloseTo(0, 14);
      expect(points.reduce((s, row) => s + row[j] ** 2, 0) / 3).toBeCloseTo(1, 14);
    }
    expect(() => standardize([[1], [1]])).toThrow('points must vary in at least one column');
  });
});

describe('choosing and trusting a number of clusters', () => {
  it('finds the planted number, and real groups are more stable than slices of one cloud', () => {
    const { points, truth } = blobs({ n: 120, p: 2, k: 4, apart: 12, seed: 3 });
    const { best, candidates } = chooseClusters(points, { from: 2, to: 6 });
    expect(best.clusters).toBe(4);
    expect(candidates.map(({ clusters }) => clusters)).toEqual([2, 3, 4, 5, 6]);
    expect(adjustedRandIndex(best.labels, truth)).toBe(1);
    const real = clusterStability(points, best.labels, { replicates: 20 });
    expect(Math.min(...real.jaccard)).toBeGreaterThan(0.95);
    const { points: cloud } = blobs({ n: 120, p: 2, k: 1 });
    const sliced = kMeans(cloud, { clusters: 4 });
    const slices = clusterStability(cloud, sliced.labels, { replicates: 20 });
    expect(Math.min(...slices.jaccard)).toBeLessThan(0.75);
    expect(slices.adjustedRand).toBeLessThan(real.adjustedRand);
    expect(slices.silhouette).toBeLessThan(real.silhouette);
  });
});

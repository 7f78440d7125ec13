import { describe, expect, it } from 'vitest';
import { InvalidInputError, randomStream } from '../../foundation/index.js';
import {
  agentDrift,
  centroidStability,
  directionConsistency,
  jensenShannon,
  localDensity,
  meanPairwiseCosine,
  microHomogeneity,
  nullPredictions,
  postStream,
  shuffledStream,
  simulateEmbeddingSociety,
  societalPull,
  type PostStream,
} from '../index.js';

const six = postStream({
  embeddings: [[1, 0, 0], [0.8, 0.6, 0], [0.6, 0.8, 0], [0, 0.6, 0.8], [0, 0, 1], [0, 0.8, 0.6]], // prettier-ignore
  agents: ['a', 'a', 'a', 'a', 'a', 'a'],
  days: [0, 0, 0, 1, 1, 1],
});

/** Independent unit vectors with mean pairwise cosine μ², one agent a row of `sizes`. */
function independent(meanCosine: number, sizes: readonly number[], { dimension = 384, seed = 0 } = {}): PostStream {
  const random = randomStream(seed);
  const [common, noise] = [Math.sqrt(meanCosine), Math.sqrt(1 - meanCosine)];
  const embeddings = sizes.flatMap((size) =>
    Array.from({ length: size }, () => {
      // Noise orthogonal to the common direction: every product of two posts has expectation μ² exactly.
      const row = Float64Array.from({ length: dimension }, (_, i) => (i === 0 ? 0 : random.normal()));
      const length = Math.hypot(...row);
      return row.map((value, i) => (i === 0 ? common : (noise * value) / length));
    }),
  );
  const group = sizes.flatMap((size, i) => new Array<number>(size).fill(i));
  return postStream({ embeddings, agents: group, days: group });
}

describe('measures of posts', () => {
  it('reproduce the six posts computed by hand', () => {
    expect(agentDrift(six, { minimum: 6 }).drift[0]).toBeCloseTo(0.7461139896, 6);
    expect(centroidStability(six).mean).toBeCloseTo(0.2538860104, 6);
    expect(microHomogeneity(six).mean).toBeCloseTo(0.2177777778, 6);
    expect(societalPull(six, { minimum: 6 }).values[0]).toBeCloseTo(0, 6);
    const densities = localDensity(six, { neighbours: 2 }).days.flatMap((day) => [...day!.densities]);
    const expected = [(0.8 + 0.6) / 2, (0.8 + 0.96) / 2, (0.6 + 0.96) / 2, (0.8 + 0.96) / 2, (0.8 + 0.6) / 2, (0.96 + 0.6) / 2]; // prettier-ignore
    densities.forEach((density, i) => expect(density).toBeCloseTo(expected[i], 6));
  });

  it('agree with sums over all pairs', () => {
    const stream = simulateEmbeddingSociety({ agents: 9, days: 3, dimension: 8, seed: 4 });
    const product = (i: number, j: number) => {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += stream.units[i * 8 + k] * stream.units[j * 8 + k];
      return sum;
    };
    const { values } = microHomogeneity(stream);
    for (let s = 0; s < 3; s++) {
      for (let t = 0; t < 3; t++) {
        let [sum, pairs] = [0, 0];
        for (let i = stream.dayStart[s]; i < stream.dayStart[s + 1]; i++) {
          for (let j = stream.dayStart[t]; j < stream.dayStart[t + 1]; j++) {
            if (i === j) continue;
            sum += product(i, j);
            pairs++;
          }
        }
        expect(values[s * 3 + t]).toBeCloseTo(sum / pairs, 6);
      }
    }
    const all = Array.from({ length: stream.posts }, (_, i) =>
      Array.from({ length: stream.posts }, (_, j) => (i === j ? 0 : product(i, j))),
    ).flat();
    const mean = all.reduce((sum, value) => sum + value, 0) / (stream.posts * (stream.posts - 1));
    expect(meanPairwiseCosine(stream)).toBeCloseTo(mean, 6);
    const day = localDensity(stream, { neighbours: 4 }).days[1]!;
    const own = Array.from(day.posts, (p) => [...day.posts].filter((q) => q !== p).map((q) => product(p, q)));
    own.forEach((cosines, i) => {
      const nearest = cosines.sort((a, b) => b - a).slice(0, 4);
      expect(day.densities[i]).toBeCloseTo(nearest.reduce((sum, value) => sum + value, 0) / 4, 6);
    });
  });

  it('do not change under a common rotation', () => {
    const stream = simulateEmbeddingSociety({ agents: 20, dimension: 12, attraction: 0.2, seed: 2 });
    const rotated = postStream({
      embeddings: rotate(stream.units, 12),
      dimension: 12,
      agents: Array.from(stream.author),
      days: Array.from({ length: stream.posts }, (_, i) => stream.dayStart.findIndex((start) => start > i) - 1),
    });
    const measure = (s: PostStream) => [
      centroidStability(s).mean,
      microHomogeneity(s).mean,
      localDensity(s).days[3]!.mean,
      agentDrift(s).mean.estimate,
      directionConsistency(s).mean.estimate,
      societalPull(s).mean.estimate,
    ];
    const [before, after] = [measure(stream), measure(rotated)];
    before.forEach((value, i) => expect(after[i]).toBeCloseTo(value, 5));
  });

  it('have no value where there is none', () => {
    const stream = postStream({ embeddings: [[1, 0], [0, 1], [1, 1]], agents: [0, 1, 2], days: [3, 5, 5] }); // prettier-ignore
    expect(stream).toMatchObject({ days: 3, firstDay: 3 });
    const { values } = microHomogeneity(stream);
    expect(values[0]).toBeNaN();
    expect(values[1]).toBeNaN();
    expect(values[8]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(centroidStability(stream).values[4]).toBeNaN();
  });
});

describe('independent posts', () => {
  it('have the formula values', () => {
    expect(nullPredictions({ meanCosine: 0.1, posts: 20 }).centroidCosine).toBeCloseTo(0.6896551724, 9);
    expect(nullPredictions({ meanCosine: 0.1, posts: 200 }).centroidCosine).toBeCloseTo(0.956937799, 9);
    expect(nullPredictions({ meanCosine: 0.1, posts: 2000 }).centroidCosine).toBeCloseTo(0.9955201593, 9);
    expect(nullPredictions({ meanCosine: 0.3, posts: 10 }).drift).toBeCloseTo(0.3181818182, 9);
    expect(nullPredictions({ meanCosine: 0.3, posts: 400 }).drift).toBeCloseTo(0.0115321253, 9);
  });

  it('simulated, follow the formulas', () => {
    const centroid = centroidStability(independent(0.1, new Array<number>(24).fill(20)));
    expect(Math.abs(centroid.mean - nullPredictions({ meanCosine: 0.1, posts: 20 }).centroidCosine)).toBeLessThan(0.01);
    for (const posts of [10, 20, 50]) {
      const { mean, excess } = agentDrift(independent(0.3, new Array<number>(60).fill(posts), { seed: posts }));
      const { drift } = nullPredictions({ meanCosine: 0.3, posts });
      // The ratio of expectations is right to a few thousandths.
      expect(Math.abs(mean.estimate - drift)).toBeLessThan(4 * mean.standardError + 0.003);
      expect(Math.abs(excess.estimate)).toBeLessThan(4 * excess.standardError + 0.005);
    }
  });

  it('seem denser where there are more of them, unless days are sampled to one size', () => {
    const stream = independent(0.1, [100, 800], { dimension: 20, seed: 9 });
    const all = localDensity(stream, { sampleSize: 'all' }).days.map((day) => day!.mean);
    const sampled = localDensity(stream).days.map((day) => day!.mean);
    expect(all[1] - all[0]).toBeGreaterThan(0.1);
    expect(Math.abs(sampled[1] - sampled[0])).toBeLessThan(0.03);
  });

  it('give the plain direction consistency a positive bias of 1/√agents and the leave-one-out version none', () => {
    const stream = independent(0.2, new Array<number>(100).fill(10), { dimension: 64, seed: 5 });
    const plain = directionConsistency(stream, { leaveOneOut: false }).mean;
    expect(plain.estimate).toBeGreaterThan(0.07);
    expect(plain.estimate).toBeLessThan(0.13);
    expect(Math.abs(directionConsistency(stream).mean.estimate)).toBeLessThan(0.03);
  });
});

describe('shuffledStream', () => {
  it('keeps who posts when, and every post', () => {
    const stream = simulateEmbeddingSociety({ agents: 5, days: 4, dimension: 4 });
    const shuffled = shuffledStream(stream, { seed: 3 });
    expect(shuffled.author).toEqual(stream.author);
    expect(shuffled.units).not.toEqual(stream.units);
    const rows = (s: PostStream, agent: number) =>
      [...s.agentPosts.subarray(s.agentStart[agent], s.agentStart[agent + 1])]
        .map((post) => [...s.units.subarray(post * 4, post * 4 + 4)].join())
        .sort();
    for (let agent = 0; agent < 5; agent++) expect(rows(shuffled, agent)).toEqual(rows(stream, agent));
    expect(meanPairwiseCosine(shuffledStream(stream, { within: 'society' }))).toBeCloseTo(
      meanPairwiseCosine(stream),
      6,
    );
  });
});

describe('jensenShannon', () => {
  it('is known in three cases', () => {
    expect(jensenShannon([0.5, 0.5, 0], [0.25, 0.25, 0.5])).toBeCloseTo(0.3112781245, 9);
    expect(jensenShannon([3, 1], [0.75, 0.25])).toBe(0);
    expect(jensenShannon([1, 0], [0, 2])).toBeCloseTo(1, 12);
  });
});

describe('bad input', () => {
  it('is named', () => {
    const base = { agents: [0, 1], days: [0, 0] };
    expect(() => postStream({ ...base, embeddings: [[1, 0], [0, 0]] })).toThrow(/post 1.*other than zero/); // prettier-ignore
    expect(() => postStream({ ...base, embeddings: [1, 0, 0, 0], dimension: 2 })).toThrow(/post 1/);
    expect(() => postStream({ ...base, days: [1, 0], embeddings: [[1], [1]] })).toThrow(/days\[1\]/);
    expect(() => postStream({ ...base, embeddings: [[1]] })).toThrow(InvalidInputError);
    expect(() =>
      postStream({ ...base, embeddings: [[1], [1]], comments: { agents: [0], posts: [1], at: [1] } }),
    ).toThrow(/comments\.posts\[0\]/);
    expect(() => localDensity(six, { neighbours: 3 })).toThrow(/be below 3, the posts looked at of day 0/);
    expect(() => jensenShannon([0, 0], [1, 1])).toThrow(/sum of p/);
  });

  it('omits and counts agents with few posts', () => {
    const stream = postStream({ embeddings: [[1, 0], [0, 1], [1, 1]], agents: ['a', 'a', 'b'], days: [0, 0, 0] }); // prettier-ignore
    expect(agentDrift(stream, { minimum: 2 })).toMatchObject({ omitted: 1, posts: Int32Array.of(2) });
  });
});

function rotate(units: Float32Array, dimension: number): Float64Array {
  const random = randomStream(77);
  const rotated = Float64Array.from(units);
  // Givens rotations in random planes.
  for (let k = 0; k < 40; k++) {
    const [i, j] = random.shuffle(Array.from({ length: dimension }, (_, d) => d));
    const angle = 2 * Math.PI * random.uniform();
    for (let row = 0; row < rotated.length; row += dimension) {
      const [x, y] = [rotated[row + i], rotated[row + j]];
      rotated[row + i] = Math.cos(angle) * x - Math.sin(angle) * y;
      rotated[row + j] = Math.sin(angle) * x + Math.cos(angle) * y;
    }
  }
  return rotated;
}

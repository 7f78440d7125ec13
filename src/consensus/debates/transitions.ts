import type { Moments } from './nonnegative-fit.js';
import type { Stances } from './stances.js';

/**
 * All steps from a round to the next, as raw moments. Features of a listener i are linear in the beliefs, x_j − x_i and
 * −x_j − x_i, so one matrix of products of beliefs serves all listeners and any weights of the steps.
 */
export class Transitions {
  readonly agents: number;
  readonly count: number;
  /** Debate of each step. */
  readonly debate: Int32Array;
  /** Beliefs before each step, those of its debate's first round, and the changes: rows of `agents` numbers. */
  readonly #before: Float64Array;
  readonly #first: Float64Array;
  readonly #change: Float64Array;

  constructor({ agents, debates }: Stances) {
    const n = agents.length;
    this.agents = n;
    this.count = debates.reduce((sum, { rounds }) => sum + rounds - 1, 0);
    this.debate = new Int32Array(this.count);
    this.#before = new Float64Array(this.count * n);
    this.#first = new Float64Array(this.count * n);
    this.#change = new Float64Array(this.count * n);
    let step = 0;
    debates.forEach(({ rounds, beliefs }, d) => {
      for (let round = 0; round + 1 < rounds; round++, step++) {
        this.debate[step] = d;
        for (let i = 0; i < n; i++) {
          this.#before[step * n + i] = beliefs[round * n + i];
          this.#first[step * n + i] = beliefs[i];
          this.#change[step * n + i] = beliefs[(round + 1) * n + i] - beliefs[round * n + i];
        }
      }
    });
  }

  /** Sums of products over steps, each as often as `weights` says. */
  products(weights: ArrayLike<number>): RawMoments {
    const n = this.agents;
    const [xx, xf, xy] = [new Float64Array(n * n), new Float64Array(n * n), new Float64Array(n * n)];
    const [ff, fy, yy] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    let total = 0;
    for (let step = 0; step < this.count; step++) {
      const weight = weights[step];
      if (weight === 0) continue;
      total += weight;
      const row = step * n;
      for (let i = 0; i < n; i++) {
        const [x, f, y] = [this.#before[row + i], this.#first[row + i], this.#change[row + i]];
        ff[i] += weight * f * f;
        fy[i] += weight * f * y;
        yy[i] += weight * y * y;
        const scaled = weight * x;
        for (let j = 0; j < n; j++) {
          xx[i * n + j] += scaled * this.#before[row + j];
          xf[i * n + j] += scaled * this.#first[row + j];
          xy[i * n + j] += scaled * this.#change[row + j];
        }
      }
    }
    return { agents: n, total, xx, xf, xy, ff, fy, yy };
  }
}

/** Sums over steps: beliefs by beliefs, by first beliefs and by changes; and of first beliefs and changes of one agent. */
export interface RawMoments {
  readonly agents: number;
  readonly total: number;
  readonly xx: Float64Array;
  readonly xf: Float64Array;
  readonly xy: Float64Array;
  readonly ff: Float64Array;
  readonly fy: Float64Array;
  readonly yy: Float64Array;
}

/** The sums without some of their steps. */
export function without(all: RawMoments, part: RawMoments): RawMoments {
  const minus = (a: Float64Array, b: Float64Array) => a.map((value, k) => value - b[k]);
  return {
    agents: all.agents,
    total: all.total - part.total,
    xx: minus(all.xx, part.xx),
    xf: minus(all.xf, part.xf),
    xy: minus(all.xy, part.xy),
    ff: minus(all.ff, part.ff),
    fy: minus(all.fy, part.fy),
    yy: minus(all.yy, part.yy),
  };
}

/**
 * Moments of the features of listener i: for each other agent j (in order) x_j − x_i and −x_j − x_i, then x_i(0) − x_i if
 * `stubborn`. A nonnegative coefficient on the first is endorsement, on the second opposition.
 */
export function listenerMoments(
  { agents: n, total, xx, xf, xy, ff, fy, yy }: RawMoments,
  i: number,
  stubborn: boolean,
): Moments {
  const others = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i);
  // A feature is s x_j − x_i, or the first belief less x_i.
  const features = others.flatMap((j) => [{ j, s: 1 }, { j, s: -1 }]); // prettier-ignore
  const p = features.length + Number(stubborn);
  const gram = new Float64Array(p * p);
  const cross = new Float64Array(p);
  features.forEach((a, k) => {
    cross[k] = (a.s * xy[a.j * n + i] - xy[i * n + i]) / total;
    features.forEach((b, l) => {
      const product = a.s * b.s * xx[a.j * n + b.j] - a.s * xx[a.j * n + i] - b.s * xx[i * n + b.j] + xx[i * n + i];
      gram[k * p + l] = product / total;
    });
    if (!stubborn) return;
    const product = a.s * xf[a.j * n + i] - xf[i * n + i] - a.s * xx[a.j * n + i] + xx[i * n + i];
    gram[k * p + p - 1] = gram[(p - 1) * p + k] = product / total;
  });
  if (stubborn) {
    cross[p - 1] = (fy[i] - xy[i * n + i]) / total;
    gram[p * p - 1] = (ff[i] - 2 * xf[i * n + i] + xx[i * n + i]) / total;
  }
  return { gram, cross, power: yy[i] / total };
}

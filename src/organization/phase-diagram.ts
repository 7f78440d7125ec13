import { checkVector } from '../foundation/index.js';
import { phaseOf } from './amplification.js';
import { checkFanIn } from './layer.js';
import { independentGain } from './majority-series.js';

/** The axes of a phase diagram; each may come in any order. */
export interface PhaseDiagramAxes {
  /** Fidelities γ in [0, 1]. */
  readonly fidelities: ArrayLike<number>;
  /** Correlations ρ in [0, 1]. */
  readonly correlations: ArrayLike<number>;
  /** Fan-ins b, each odd and at least 3. */
  readonly fanIns: ArrayLike<number>;
}

/**
 * α, u* and s over a grid, as flat arrays: the cell of fan-in i, fidelity j and correlation k stands at
 * `(i · fidelities.length + j) · correlations.length + k`.
 */
export interface PhaseDiagram {
  readonly fidelities: Float64Array;
  readonly correlations: Float64Array;
  readonly fanIns: Float64Array;
  /** α = γ [ρ + (1 − ρ) f_b′(0)]. */
  readonly amplification: Float64Array;
  /** u*, 0 where the tree does not amplify. */
  readonly fixedPoint: Float64Array;
  /** s = log_b α, −∞ where γ = 0. */
  readonly exponent: Float64Array;
}

/**
 * Amplification, fixed point and organization exponent over a grid of fidelities, correlations and fan-ins: the same
 * numbers as {@link amplification}, {@link fixedPoint} and {@link organizationExponent}, in one pass, for shared
 * failures. Cost: about 2 · b/2 steps a cell; 400 × 400 cells of 25 fan-ins up to 51 take less than a second.
 *
 * @param axes - fidelities, correlations, fan-ins
 * @throws InvalidInputError for an empty axis, an even fan-in, or a fidelity or correlation out of range
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { phaseDiagram } from 'polity/organization';
 * const diagram = phaseDiagram({ fidelities: [0.6], correlations: [0.1, 0.2, 0.3], fanIns: [5] });
 * diagram.amplification; // [1.0725, 1.02, 0.9675]
 * diagram.fixedPoint; // [0.555556, 0.305839, 0]
 * ```
 */
export function phaseDiagram({ fidelities, correlations, fanIns }: PhaseDiagramAxes): PhaseDiagram {
  const axes = {
    fidelities: checkVector('fidelities', fidelities, { min: 0, max: 1 }),
    correlations: checkVector('correlations', correlations, { min: 0, max: 1 }),
    fanIns: checkVector('fanIns', fanIns).map((fanIn) => checkFanIn(fanIn)),
  };
  const cells = axes.fidelities.length * axes.correlations.length * axes.fanIns.length;
  const diagram: PhaseDiagram = {
    ...axes,
    amplification: new Float64Array(cells),
    fixedPoint: new Float64Array(cells),
    exponent: new Float64Array(cells),
  };
  let cell = 0;
  for (const fanIn of axes.fanIns) {
    const root = new ExcessRoot(fanIn);
    for (const fidelity of axes.fidelities) {
      fillRow(diagram, cell, fanIn, fidelity, root);
      cell += axes.correlations.length;
    }
  }
  return diagram;
}

function fillRow(diagram: PhaseDiagram, start: number, fanIn: number, fidelity: number, root: ExcessRoot) {
  const { correlations, amplification, fixedPoint, exponent } = diagram;
  const independent = independentGain(fanIn);
  const logFanIn = Math.log(fanIn);
  for (let i = 0; i < correlations.length; i++) {
    const correlation = correlations[i];
    const gain = fidelity * (correlation + (1 - correlation) * independent);
    amplification[start + i] = gain;
    exponent[start + i] = Math.log(gain) / logFanIn;
    if (phaseOf(gain) !== 'amplifying') continue;
    const excess = (gain - 1) / (fidelity * (1 - correlation));
    fixedPoint[start + i] = fidelity === 1 ? 1 : Math.min(1, Math.sqrt(root.at(excess)) / fidelity);
  }
}

/**
 * With t = (γu*)² the fixed point solves F(t) = f′(0) − P(1 − t) = g, where the excess g = (α − 1)/(γ(1 − ρ)) is all
 * that is left of γ and ρ (see `fixed-point.ts`). F is increasing and concave, so a tangent meets g left of the root:
 * starting from the tangent at the last root, Newton's method rises to the new root and never passes it.
 */
class ExcessRoot {
  /** F(t)/t = Σ_i tails[i] (1 − t)^i, tails[i] = Σ_{j>i} c_j: no cancellation near the threshold, where t → 0. */
  readonly #tails: Float64Array;
  readonly #slopeAtZero: number;
  #t = 0;
  #value = 0;
  #slope: number;

  constructor(votes: number) {
    const pairs = (votes - 1) / 2;
    this.#tails = new Float64Array(pairs);
    let tie = independentGain(votes) / votes;
    let tail = 0;
    let slope = 0;
    for (let j = pairs; j >= 1; j--) {
      tail += tie;
      slope += j * tie;
      this.#tails[j - 1] = tail;
      tie *= (2 * j) / (2 * j - 1);
    }
    this.#slopeAtZero = this.#slope = slope;
  }

  at(excess: number): number {
    const tails = this.#tails;
    const last = tails.length - 1;
    let t = Math.max(this.#t + (excess - this.#value) / this.#slope, excess / this.#slopeAtZero);
    for (;;) {
      const z = 1 - t;
      let ratio = tails[last];
      let change = 0;
      for (let i = last - 1; i >= 0; i--) {
        change = change * z + ratio;
        ratio = ratio * z + tails[i];
      }
      const slope = ratio - t * change;
      const step = (excess - t * ratio) / slope;
      t += step;
      // Convergence is quadratic: the next step would be smaller than rounding.
      if (!(Math.abs(step) > 1e-8 * t)) {
        this.#slope = slope;
        this.#value = excess;
        return (this.#t = t);
      }
    }
  }
}

import type { OrderedSurvival } from './survival-data.js';

export type TieMethod = 'efron' | 'breslow';

/** What the deaths at one time add: its hazard increments and the means that they are compared with. */
export interface DeathGroup {
  readonly stratum: number;
  readonly time: number;
  readonly deaths: number;
  /** Σ_l 1/c_l over the d terms of the tie, c_l = S₀ − (l/d) D₀ (Breslow: S₀): increment of the cumulative hazard. */
  readonly hazard: number;
  /** The same for those who die: terms weighted by 1 − l/d. */
  readonly hazardOfDeaths: number;
  /** Σ_l m_l / c_l, m_l the weighted mean of the covariates. */
  readonly momentum: Float64Array;
  readonly momentumOfDeaths: Float64Array;
  /** Mean of m_l over the terms. */
  readonly mean: Float64Array;
  /** Σ_l of the covariance of the covariates, p × p. */
  readonly variance: Float64Array;
}

/**
 * Cox's partial likelihood, its score and its information in one pass over the rows, from the last time to the first: risk
 * sets only grow by those whose time comes and shrink by those who were not yet there.
 *
 * Log-likelihood: Σ over deaths of η less, at a time with d deaths, Σ_l log(S₀ − (l/d) D₀) (Efron) or d log S₀ (Breslow),
 * S₀ and D₀ the sums of e^η over those at risk and over those who die. Cost: O(n p²).
 */
export class PartialLikelihood {
  value = 0;
  readonly score: Float64Array;
  readonly information: Float64Array;
  /** e^(η − shift) of the rows, in their sorted order. */
  readonly weights: Float64Array;
  shift = 0;
  /** Σ of the covariates over deaths. */
  readonly #deathSum: Float64Array;

  constructor(
    readonly survival: OrderedSurvival,
    /** Covariates of the sorted rows, centred. */
    readonly x: Float64Array,
    readonly p: number,
    readonly ties: TieMethod,
  ) {
    this.score = new Float64Array(p);
    this.information = new Float64Array(p * p);
    this.weights = new Float64Array(survival.n);
    this.#deathSum = new Float64Array(p);
    for (let i = 0; i < survival.n; i++) {
      if (survival.event[i] === 1) for (let j = 0; j < p; j++) this.#deathSum[j] += x[i * p + j];
    }
  }

  evaluate(beta: Float64Array, visit?: (group: DeathGroup) => void): void {
    const { survival, x, p, score, information, weights } = this;
    const { time, event, start, hasStart, byStart, strata } = survival;
    this.#predict(beta);
    score.set(this.#deathSum);
    this.value = -survival.events * this.shift;
    for (let j = 0; j < p; j++) this.value += beta[j] * score[j];
    information.fill(0);
    const s1 = new Float64Array(p);
    const d1 = new Float64Array(p);
    const s2 = new Float64Array(p * p);
    const d2 = new Float64Array(p * p);
    for (let stratum = strata.length - 2; stratum >= 0; stratum--) {
      const first = strata[stratum];
      let s0 = 0;
      s1.fill(0);
      s2.fill(0);
      let leaving = strata[stratum + 1] - 1;
      for (let i = strata[stratum + 1] - 1; i >= first;) {
        const now = time[i];
        let [deaths, d0] = [0, 0];
        for (; i >= first && time[i] === now; i--) {
          const w = weights[i];
          const at = i * p;
          s0 += w;
          for (let j = 0; j < p; j++) {
            const wx = w * x[at + j];
            s1[j] += wx;
            for (let k = 0; k <= j; k++) s2[j * p + k] += wx * x[at + k];
          }
          if (event[i] === 0) continue;
          if (deaths++ === 0) {
            d1.fill(0);
            d2.fill(0);
          }
          d0 += w;
          for (let j = 0; j < p; j++) {
            const wx = w * x[at + j];
            d1[j] += wx;
            for (let k = 0; k <= j; k++) d2[j * p + k] += wx * x[at + k];
          }
        }
        if (hasStart) {
          for (; leaving >= first && start[byStart[leaving]] >= now; leaving--) {
            const row = byStart[leaving];
            const w = weights[row];
            s0 -= w;
            for (let j = 0; j < p; j++) {
              const wx = w * x[row * p + j];
              s1[j] -= wx;
              for (let k = 0; k <= j; k++) s2[j * p + k] -= wx * x[row * p + k];
            }
          }
        }
        if (deaths > 0) this.#die({ stratum, time: now, deaths, s0, d0, s1, d1, s2, d2 }, visit);
      }
    }
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k];
  }

  /** e^(η − shift), the shift so that none overflows: it cancels in every ratio. */
  #predict(beta: Float64Array): void {
    const { x, p, weights } = this;
    let largest = -Infinity;
    for (let i = 0, at = 0; i < weights.length; i++) {
      let eta = 0;
      for (let j = 0; j < p; j++) eta += beta[j] * x[at++];
      weights[i] = eta;
      if (eta > largest) largest = eta;
    }
    for (let i = 0; i < weights.length; i++) weights[i] = Math.exp(weights[i] - largest);
    this.shift = largest;
  }

  /** Adds the terms of one time, all sums over l being taken of scalars first. */
  #die(
    sums: {
      readonly stratum: number;
      readonly time: number;
      readonly deaths: number;
      readonly s0: number;
      readonly d0: number;
      readonly s1: Float64Array;
      readonly d1: Float64Array;
      readonly s2: Float64Array;
      readonly d2: Float64Array;
    },
    visit: ((group: DeathGroup) => void) | undefined,
  ): void {
    const { p, score, information } = this;
    const { deaths, s0, d0, s1, d1, s2, d2 } = sums;
    // Σ 1/c, Σ f/c, Σ 1/c², Σ f/c², Σ f²/c² with f = l/d.
    let [a, af, b, bf, bff] = [0, 0, 0, 0, 0];
    if (this.ties === 'breslow' || deaths === 1) {
      this.value -= deaths * Math.log(s0);
      a = deaths / s0;
      b = a / s0;
    } else {
      for (let l = 0; l < deaths; l++) {
        const f = l / deaths;
        const c = s0 - f * d0;
        this.value -= Math.log(c);
        a += 1 / c;
        af += f / c;
        b += 1 / (c * c);
        bf += f / (c * c);
        bff += (f * f) / (c * c);
      }
    }
    for (let j = 0; j < p; j++) {
      score[j] -= a * s1[j] - af * d1[j];
      for (let k = 0; k <= j; k++) {
        const at = j * p + k;
        information[at] +=
          a * s2[at] - af * d2[at] - b * s1[j] * s1[k] + bf * (s1[j] * d1[k] + d1[j] * s1[k]) - bff * d1[j] * d1[k];
      }
    }
    if (!visit) return;
    const mean = new Float64Array(p);
    const momentum = new Float64Array(p);
    const momentumOfDeaths = new Float64Array(p);
    const variance = new Float64Array(p * p);
    for (let j = 0; j < p; j++) {
      mean[j] = (a * s1[j] - af * d1[j]) / deaths;
      momentum[j] = b * s1[j] - bf * d1[j];
      momentumOfDeaths[j] = momentum[j] - (bf * s1[j] - bff * d1[j]);
      for (let k = 0; k <= j; k++) {
        const at = j * p + k;
        variance[at] = variance[k * p + j] =
          a * s2[at] - af * d2[at] - b * s1[j] * s1[k] + bf * (s1[j] * d1[k] + d1[j] * s1[k]) - bff * d1[j] * d1[k];
      }
    }
    const { stratum, time } = sums;
    visit({ stratum, time, deaths, hazard: a, hazardOfDeaths: a - af, momentum, momentumOfDeaths, mean, variance });
  }
}

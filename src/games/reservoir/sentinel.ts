import { checkNumber, checkPositive, checkProbability, checkVector } from '../../foundation/index.js';

export interface SentinelOptions {
  /** α₀, receptivity while the body is at ease, and at the start; default 0.85. */
  readonly trust?: number;
  /** η↑, how fast receptivity returns to α₀, per round; default 0.05. */
  readonly recovery?: number;
  /** η↓, how fast it falls with discomfort above the threshold, per round; default 0.5. */
  readonly intervention?: number;
  /** θ; default 0.1. */
  readonly threshold?: number;
  /** α_min; default 0.05. */
  readonly floor?: number;
  /** w_x, w_a, w_e; default 0.3, 0.3, 0.4. */
  readonly weights?: { readonly state: number; readonly output: number; readonly disagreement: number };
  /** Rate at which the baselines follow what happens; default 0.02. */
  readonly baselineRate?: number;
}

/** What the body does when all is well. */
export interface Baseline {
  /** x̄, mean state. */
  readonly state: Float64Array;
  /** ā, mean output. */
  readonly output: number;
}

/** D(t) and its parts, before weights. */
export interface Discomfort {
  /** |x − x̄|/√d. */
  readonly state: number;
  /** |a^body − ā|. */
  readonly output: number;
  /** |a^body − a^cog|. */
  readonly disagreement: number;
  /** Weighted sum. */
  readonly total: number;
}

const defaults = {
  trust: 0.85,
  recovery: 0.05,
  intervention: 0.5,
  threshold: 0.1,
  floor: 0.05,
  weights: { state: 0.3, output: 0.3, disagreement: 0.4 },
  baselineRate: 0.02,
} as const satisfies Required<SentinelOptions>;

/**
 * The sentinel: receptivity α driven by the body's own discomfort,
 * α ← clip[α + η↑(α₀ − α) − η↓(D − θ)₊, α_min, 1].
 *
 * A round compares with the baselines as they were, then moves the baselines, then α; the agent acts with the new α.
 *
 * @see Y. Nakamura, arXiv 2602.20846, section on the dynamic sentinel
 *
 * @example
 * ```ts
 * import { Sentinel } from 'polity/games';
 * const sentinel = new Sentinel({ state: new Float64Array(4), output: 0.95 });
 * sentinel.observe([0, 0, 0, 0], 0.95, 0).total; // 0.38
 * sentinel.receptivity; // 0.71
 * ```
 */
export class Sentinel {
  readonly #options: Required<SentinelOptions>;
  readonly #state: Float64Array;
  #output: number;
  #receptivity: number;

  /** @throws InvalidInputError if an option or the baseline is out of range */
  constructor(baseline: Baseline, options: SentinelOptions = {}) {
    this.#options = checkSentinel(options);
    this.#state = checkVector('baseline.state', baseline.state);
    this.#output = checkProbability('baseline.output', baseline.output);
    this.#receptivity = this.#options.trust;
  }

  /** α. */
  get receptivity(): number {
    return this.#receptivity;
  }

  /** x̄ and ā as they stand. */
  get baseline(): Baseline {
    return { state: this.#state.slice(), output: this.#output };
  }

  /** Takes in a round: the body's state and output and what cognition would do. */
  observe(state: ArrayLike<number>, output: number, cognitive: number): Discomfort {
    const { trust, recovery, intervention, threshold, floor, weights, baselineRate } = this.#options;
    const mean = this.#state;
    let squares = 0;
    for (let i = 0; i < mean.length; i++) squares += (state[i] - mean[i]) ** 2;
    // Two roots and not one of the quotient: the published digits are those of the two.
    const parts = {
      state: Math.sqrt(squares) / Math.sqrt(mean.length),
      output: Math.abs(output - this.#output),
      disagreement: Math.abs(output - cognitive),
    };
    const total =
      weights.state * parts.state + weights.output * parts.output + weights.disagreement * parts.disagreement;
    this.#output = this.#output * (1 - baselineRate) + output * baselineRate;
    for (let i = 0; i < mean.length; i++) mean[i] = mean[i] * (1 - baselineRate) + state[i] * baselineRate;
    const kick = total > threshold ? intervention * (total - threshold) : 0;
    const moved = this.#receptivity + recovery * (trust - this.#receptivity) - kick;
    this.#receptivity = Math.min(1, Math.max(floor, moved));
    return { ...parts, total };
  }
}

/** Where receptivity comes to rest under constant discomfort. */
export interface SentinelEquilibrium {
  readonly receptivity: number;
  /** `trust`: no intervention; `interior`: between; `floor`: all the way down. */
  readonly regime: 'trust' | 'interior' | 'floor';
  /** Discomfort from which the floor is reached: θ + (η↑/η↓)(α₀ − α_min). */
  readonly collapse: number;
}

/**
 * Fixed point of α under constant discomfort D: α₀ up to θ, then α₀ − (η↓/η↑)(D − θ), then α_min. With the defaults the floor
 * is reached at D = 0.18.
 *
 * @throws InvalidInputError if the discomfort is negative, an option is out of range, or `recovery` or `intervention` is 0
 *
 * @example
 * ```ts
 * import { sentinelEquilibrium } from 'polity/games';
 * sentinelEquilibrium(0.14).receptivity; // 0.45
 * sentinelEquilibrium(0.14).collapse; // 0.18
 * ```
 */
export function sentinelEquilibrium(discomfort: number, options: SentinelOptions = {}): SentinelEquilibrium {
  checkNumber('discomfort', discomfort, { min: 0 });
  const { trust, recovery, intervention, threshold, floor } = checkSentinel(options);
  checkPositive('recovery', recovery);
  checkPositive('intervention', intervention);
  const collapse = threshold + (recovery / intervention) * (trust - floor);
  if (discomfort <= threshold) return { receptivity: trust, regime: 'trust', collapse };
  if (discomfort >= collapse) return { receptivity: floor, regime: 'floor', collapse };
  return { receptivity: trust - (intervention / recovery) * (discomfort - threshold), regime: 'interior', collapse };
}

function checkSentinel(options: SentinelOptions): Required<SentinelOptions> {
  const checked = { ...defaults, ...options };
  const { trust, recovery, intervention, threshold, floor, weights, baselineRate } = checked;
  checkProbability('trust', trust);
  checkProbability('recovery', recovery);
  checkNumber('intervention', intervention, { min: 0 });
  checkNumber('threshold', threshold, { min: 0 });
  checkNumber('floor', floor, { min: 0, max: trust });
  for (const [name, weight] of Object.entries(weights)) checkNumber(`weights.${name}`, weight, { min: 0 });
  checkProbability('baselineRate', baselineRate);
  return checked;
}

import { checkNumber, checkPositive } from '../../foundation/index.js';
import { bayesianAgent, checkUpdateBias, follows, updated, type UpdateBias } from './agent.js';
import { APPROACH, attained, checkPrior, constantPolicy, type Policy } from './policy.js';
import type { Side } from './posterior.js';

/** Discounted losses of a society in one state of the world. */
export interface StateWelfare {
  /** Σ δ^{i−1} P(agent i acts wrongly | state); at most 1/(1 − δ). */
  readonly loss: number;
  /** Probability that a cascade on the wrong action ever starts. */
  readonly wrongCascade: number;
  /** Probability that a cascade on the right action ever starts. */
  readonly rightCascade: number;
  /** Probability that none has started among the agents counted: none ever does where signals tell everything. */
  readonly undecided: number;
}

/** Losses by state of the world. */
export interface Welfare {
  readonly good: StateWelfare;
  readonly bad: StateWelfare;
  /** Expected loss under the prior. */
  readonly loss: number;
  /** No loss is off by more than this: what agents after the last one counted can add. */
  readonly errorBound: number;
}

export interface WelfareOptions {
  /** δ ∈ [0, 1). */
  readonly discount: number;
  /** P(good) ∈ (0, 1) before the first agent, default ½. */
  readonly prior?: number;
  /** How agents update, default Bayesian. */
  readonly agent?: UpdateBias;
  /** How the public updates when an action shows its signal, default Bayesian. */
  readonly observer?: UpdateBias;
  /** Where the sum over agents is cut, default 10⁻¹⁰; where updates leave any lattice the work grows with its inverse. */
  readonly tolerance?: number;
  /** How closely a precision is taken that a policy only approaches, default 10⁻¹⁰. */
  readonly approach?: number;
}

/**
 * Expected discounted losses of a society under a policy, given each state of the world, by exact forward propagation
 * of the distribution of the public belief. A cascade never ends, so its mass is summed at once.
 *
 * Cost: (agents until the rest is negligible) × (beliefs alive), each a call of the policy.
 *
 * @param policy - precision at a public belief
 * @throws InvalidInputError when an option is out of range
 *
 * @example
 * ```ts
 * import { constantPolicy, welfareByState } from 'polity/consensus';
 * const { bad } = welfareByState(constantPolicy(0.7), { discount: 0.9 });
 * bad.loss; // 1.9687784
 * bad.wrongCascade; // 0.1551724
 * ```
 */
export function welfareByState(
  policy: Policy,
  {
    discount,
    prior = 0.5,
    agent = bayesianAgent,
    observer = bayesianAgent,
    tolerance = 1e-10,
    approach = APPROACH,
  }: WelfareOptions,
): Welfare {
  checkNumber('discount', discount, { min: 0, max: 1, belowMax: true });
  checkPrior(prior);
  checkPositive('tolerance', tolerance);
  checkPositive('approach', approach);
  const rules = { agent: checkUpdateBias(agent), observer: checkUpdateBias(observer) };
  const moves = new Map<number, Step>();
  const step = (belief: number): Step => {
    let known = moves.get(belief);
    if (!known) moves.set(belief, (known = stepAt(belief, attained(policy(belief), approach), rules)));
    return known;
  };
  const good = propagate('good', { discount, prior, tolerance, step });
  const bad = propagate('bad', { discount, prior, tolerance, step });
  return {
    good: good.welfare,
    bad: bad.welfare,
    loss: prior * good.welfare.loss + (1 - prior) * bad.welfare.loss,
    errorBound: Math.max(good.errorBound, bad.errorBound),
  };
}

/**
 * Losses of a society that nobody steers: every signal has the baseline's precision.
 *
 * At prior ½ the state's losses solve w₀ = p̄ + δ(p̄w₊ + pw₋), w₊ = p̄ + δ(p̄/(1 − δ) + pw₀), w₋ = p̄ + δp̄w₀ with
 * p̄ = 1 − p, and a cascade is wrong with probability p̄²/(p² + p̄²).
 *
 * @param options - `baseline` p and those of {@link welfareByState}
 * @throws InvalidInputError when an option is out of range
 * @see Bikhchandani, Hirshleifer & Welch, J. Political Economy 100 (1992) 992
 *
 * @example
 * ```ts
 * import { noControlWelfare } from 'polity/consensus';
 * noControlWelfare({ baseline: 0.7, discount: 0.9 }).loss; // 1.9687784
 * ```
 */
export function noControlWelfare({ baseline, ...options }: WelfareOptions & { readonly baseline: number }): Welfare {
  checkNumber('baseline', baseline, { min: 0.5, max: 1, belowMax: true });
  return welfareByState(constantPolicy(baseline), options);
}

/** What happens at a belief: a cascade, or a signal of a precision that leads to one of two beliefs. */
interface Step {
  readonly cascade: Side | null;
  readonly precision: number;
  readonly good: number;
  readonly bad: number;
}

function stepAt(
  belief: number,
  precision: number,
  { agent, observer }: { readonly agent: UpdateBias; readonly observer: UpdateBias },
): Step {
  const cascade = follows(belief, precision, 'none', agent) ? null : belief > 0.5 ? 'good' : 'bad';
  const after = (signal: Side) => (cascade ? belief : known(updated(belief, precision, signal, observer)));
  return { cascade, precision, good: after('good'), bad: after('bad') };
}

/** A belief rounded on the log-odds scale, so that a lattice of beliefs does not split by rounding. */
function known(belief: number): number {
  if (belief === 0 || belief === 1) return belief;
  const logOdds = Math.round(Math.log(belief / (1 - belief)) * 1e13) / 1e13;
  return 1 / (1 + Math.exp(-logOdds));
}

/** Where signals that are always followed are given up on, once the losses are settled. */
const ENOUGH_AGENTS = 2000;

/** Beliefs less likely than this share of the tolerance are dropped, into the error bound. */
const NEGLIGIBLE = 0.01;

function propagate(
  state: Side,
  {
    discount,
    prior,
    tolerance,
    step,
  }: {
    readonly discount: number;
    readonly prior: number;
    readonly tolerance: number;
    readonly step: (belief: number) => Step;
  },
): { welfare: StateWelfare; errorBound: number } {
  let alive = new Map([[prior, 1]]);
  let [loss, wrongCascade, rightCascade, undecided, weight, dropped] = [0, 0, 0, 0, 1, 0];
  for (let agents = 1; alive.size > 0; agents++) {
    const next = new Map<number, number>();
    let mass = 0;
    for (const [belief, probability] of alive) {
      if (probability < tolerance * NEGLIGIBLE) {
        undecided += probability;
        dropped += (weight * probability) / (1 - discount);
        continue;
      }
      const { cascade, precision, good, bad } = step(belief);
      if (cascade) {
        if (cascade === state) rightCascade += probability;
        else {
          wrongCascade += probability;
          loss += (weight * probability) / (1 - discount);
        }
        continue;
      }
      loss += weight * probability * (1 - precision);
      mass += probability;
      const toGood = state === 'good' ? precision : 1 - precision;
      if (toGood > 0) next.set(good, (next.get(good) ?? 0) + probability * toGood);
      if (toGood < 1) next.set(bad, (next.get(bad) ?? 0) + probability * (1 - toGood));
    }
    alive = next;
    weight *= discount;
    // Cascades are counted as closely as losses, where signals do end in one.
    const rest = (weight * mass) / (1 - discount);
    if (rest > tolerance || (mass > tolerance && agents < ENOUGH_AGENTS)) continue;
    undecided += mass;
    dropped += rest;
    break;
  }
  return { welfare: { loss, wrongCascade, rightCascade, undecided }, errorBound: dropped };
}

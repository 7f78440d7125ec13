import { checkPositive } from '../../foundation/index.js';
import { checkBelief, checkPrecision } from './model.js';
import type { Side } from './posterior.js';

/**
 * How an agent updates: ℓ′ = ℓ ± λ log(q/(1 − q)) in log-odds, with λ = `agreeing` when the signal points where the
 * prior already leans, `disagreeing` when it points against it, and 1 at even odds. Bayes is (1, 1).
 */
export interface UpdateBias {
  /** λ_c > 0: below 1 is under-reaction to signals that agree with the prior. */
  readonly agreeing: number;
  /** λ_d > 0: above 1 is over-reaction to signals that disagree with it. */
  readonly disagreeing: number;
}

/** An agent that updates as Bayes says. */
export const bayesianAgent: UpdateBias = { agreeing: 1, disagreeing: 1 };

/** The direction of the deviations that the paper saw in language models; the sizes are ours. */
export const conservativeAgent: UpdateBias = { agreeing: 0.7, disagreeing: 1.3 };

/** A precision, or one that is approached and not attained. */
export interface Precision {
  /** q. */
  readonly precision: number;
  /** `below`: q is approached from below, so that an agent who would be indifferent at q ignores its signal. */
  readonly limit?: 'none' | 'below' | 'above';
}

/** Beliefs and precisions this close count as equal where an agent is indifferent: a path of updates rounds. */
export const TIE = 1e-12;

export function checkUpdateBias({ agreeing, disagreeing }: UpdateBias): UpdateBias {
  return { agreeing: checkPositive('agreeing', agreeing), disagreeing: checkPositive('disagreeing', disagreeing) };
}

/**
 * What an agent does at a public belief: it follows its signal (`signal`) when the signal can turn its mind or leave it
 * indifferent, q ≥ max(b, 1 − b) for Bayes, and otherwise does what the public holds likelier (a cascade).
 *
 * With an update bias the condition is λ_d log(q/(1 − q)) ≥ |log(b/(1 − b))|. Ties (within 10⁻¹²) follow the signal,
 * but for a precision approached from below.
 *
 * @param choice - `belief` b, `precision` q and how it is approached (`limit`, default `none`)
 * @param agent - default Bayesian
 * @throws InvalidInputError when belief, precision or biases are out of range
 * @see arXiv 2504.02648, model (tie rule)
 *
 * @example
 * ```ts
 * import { actionRule } from 'polity/consensus';
 * actionRule({ belief: 0.6, precision: 0.7 }); // 'signal'
 * actionRule({ belief: 0.7, precision: 0.7 }); // 'signal'
 * actionRule({ belief: 0.7, precision: 0.7, limit: 'below' }); // 'good'
 * actionRule({ belief: 0.2, precision: 0.7 }); // 'bad'
 * ```
 */
export function actionRule(
  { belief, precision, limit = 'none' }: Precision & { readonly belief: number },
  agent: UpdateBias = bayesianAgent,
): 'signal' | Side {
  checkBelief(belief);
  checkPrecision(precision);
  checkUpdateBias(agent);
  return follows(belief, precision, limit, agent) ? 'signal' : belief > 0.5 ? 'good' : 'bad';
}

/** {@link actionRule} on checked numbers. */
export function follows(belief: number, precision: number, limit: Precision['limit'], agent: UpdateBias): boolean {
  const needed = needsPrecision(belief, agent);
  return limit === 'below' ? precision > needed + TIE : precision >= needed - TIE;
}

/** The least precision whose signal an agent follows: the logistic of |log-odds|/λ_d. */
export function needsPrecision(belief: number, { disagreeing }: UpdateBias): number {
  const likelier = Math.max(belief, 1 - belief);
  if (disagreeing === 1 || likelier === 1) return likelier;
  return 1 / (1 + ((1 - likelier) / likelier) ** (1 / disagreeing));
}

/**
 * The public belief after an agent's action: Bayes' posterior (or the biased one of an observer who updates like the
 * agents do) when the agent follows its signal, since the action then shows it; the same belief in a cascade.
 *
 * @param choice - `belief`, `precision`, `limit`, and the `action` taken; in a cascade the action tells nothing
 * @param options - `agent`, how agents update (default Bayesian); `observer`, how the public does (default Bayesian)
 * @throws InvalidInputError when a number is out of range
 * @see arXiv 2504.02648, model (public update)
 *
 * @example
 * ```ts
 * import { beliefTransition } from 'polity/consensus';
 * beliefTransition({ belief: 0.5, precision: 0.7, action: 'good' }); // 0.7
 * beliefTransition({ belief: 0.8, precision: 0.7, action: 'good' }); // 0.8
 * ```
 */
export function beliefTransition(
  { belief, precision, limit = 'none', action }: Precision & { readonly belief: number; readonly action: Side },
  {
    agent = bayesianAgent,
    observer = bayesianAgent,
  }: { readonly agent?: UpdateBias; readonly observer?: UpdateBias } = {},
): number {
  checkBelief(belief);
  checkPrecision(precision);
  checkUpdateBias(agent);
  checkUpdateBias(observer);
  return follows(belief, precision, limit, agent) ? updated(belief, precision, action, observer) : belief;
}

/** Belief after a signal under an update bias, on checked numbers. */
export function updated(belief: number, precision: number, signal: Side, bias: UpdateBias): number {
  if (belief === 0 || belief === 1) return belief;
  const leans = Math.abs(belief - 0.5) <= TIE ? 'neither' : belief > 0.5 ? 'good' : 'bad';
  const weight = leans === 'neither' ? 1 : leans === signal ? bias.agreeing : bias.disagreeing;
  const strength = weight === 1 ? (1 - precision) / precision : ((1 - precision) / precision) ** weight;
  const against = ((1 - belief) / belief) * (signal === 'good' ? strength : 1 / strength);
  return 1 / (1 + against);
}

import { checkInteger, checkNumber, checkProbability, checkVector, InvalidInputError } from '../../foundation/index.js';
import { plain, type Arithmetic } from './arithmetic.js';

/** Start and rates of an SIR epidemic in shares of the population. */
export interface SirChainOptions {
  /** Rate β per step: one number, or one for each step. */
  readonly transmission: number | ArrayLike<number>;
  /** Rate γ per step, at least 0. */
  readonly recovery: number;
  /** Share infectious at the start. */
  readonly infectious: number;
  /** Share susceptible at the start; default all others. */
  readonly susceptible?: number;
  readonly steps: number;
}

/** Shares in each state, step by step; entry 0 is the start. */
export interface SirShares {
  readonly susceptible: Float64Array;
  readonly infectious: Float64Array;
  readonly recovered: Float64Array;
}

export interface SirChain extends SirShares {
  /** Share infected in each step. */
  readonly newInfections: Float64Array;
  /** Step with the most infectious, and their share. */
  readonly peak: { readonly step: number; readonly infectious: number };
}

/**
 * The mean-field chain of {@link mixingEpidemic}: in each step a share 1 − e^{−βI} of the susceptible is infected and a
 * share 1 − e^{−γ} of the infectious recovers. Its final size follows {@link finalSize} with R₀ = β/(1 − e^{−γ}).
 *
 * @throws InvalidInputError for numbers out of range, or fewer rates than steps
 *
 * @example
 * ```ts
 * import { sirChain } from 'polity/populations';
 * const { peak } = sirChain({ transmission: 0.3, recovery: 0.1, infectious: 0.001, steps: 100 });
 * peak; // { step: 41, infectious: 0.3187652379 }
 * ```
 */
export function sirChain(options: SirChainOptions): SirChain {
  const { transmission, recovery, infectious, susceptible, steps } = checkChain(options);
  const result = {
    susceptible: new Float64Array(steps + 1),
    infectious: new Float64Array(steps + 1),
    recovered: new Float64Array(steps + 1),
    newInfections: new Float64Array(steps),
  };
  let state: ChainState<number> = { susceptible, infectious, recovered: Math.max(0, 1 - susceptible - infectious) };
  let peak = { step: 0, infectious };
  for (let step = 0; ; step++) {
    result.susceptible[step] = state.susceptible;
    result.infectious[step] = state.infectious;
    result.recovered[step] = state.recovered;
    if (state.infectious > peak.infectious) peak = { step, infectious: state.infectious };
    if (step === steps) return { ...result, peak };
    const { newInfections, ...next } = chainStep(plain, state, { transmission: transmission[step], recovery });
    result.newInfections[step] = newInfections;
    state = next;
  }
}

/** Shares of a moment, as numbers or as dual numbers. */
export interface ChainState<Number> {
  readonly susceptible: Number;
  readonly infectious: Number;
  readonly recovered: Number;
}

/**
 * One step of the chain, in any arithmetic.
 *
 * @internal
 */
export function chainStep<Number>(
  { add, subtract, multiply, negativeExpm1 }: Arithmetic<Number>,
  { susceptible, infectious, recovered }: ChainState<Number>,
  rates: { readonly transmission: Number; readonly recovery: Number },
): ChainState<Number> & { readonly newInfections: Number } {
  const newInfections = multiply(susceptible, negativeExpm1(multiply(rates.transmission, infectious)));
  const leaving = multiply(infectious, negativeExpm1(rates.recovery));
  return {
    susceptible: subtract(susceptible, newInfections),
    infectious: subtract(add(infectious, newInfections), leaving),
    recovered: add(recovered, leaving),
    newInfections,
  };
}

function checkChain({ transmission, recovery, infectious, susceptible, steps }: SirChainOptions) {
  checkInteger('steps', steps, { min: 0 });
  const rates =
    typeof transmission === 'number'
      ? new Float64Array(steps).fill(checkNumber('transmission', transmission, { min: 0 }))
      : checkVector('transmission', transmission, { min: 0, minLength: steps });
  checkNumber('recovery', recovery, { min: 0 });
  return { transmission: rates, recovery, steps, ...checkShares({ infectious, susceptible }) };
}

/** Shares at the start; the susceptible are by default all that are not infectious. */
export function checkShares({
  infectious,
  susceptible,
}: {
  readonly infectious: number;
  readonly susceptible: number | undefined;
}): { infectious: number; susceptible: number } {
  checkProbability('infectious', infectious);
  const left = susceptible ?? 1 - infectious;
  checkProbability('susceptible', left);
  if (left + infectious > 1 + 1e-12) {
    throw new InvalidInputError('susceptible', left, `be at most 1 − infectious = ${1 - infectious}`);
  }
  return { infectious, susceptible: left };
}

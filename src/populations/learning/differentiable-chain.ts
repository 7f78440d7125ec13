import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { chainStep, type ChainState } from '../theory/sir-chain.js';
import { Dual, dual } from './dual.js';

export interface DifferentiableChainOptions {
  /** Rate β of each step, at least `steps` of them. */
  readonly transmission: readonly Dual[];
  readonly recovery: Dual;
  readonly infectious: Dual;
  /** Default 1 − infectious. */
  readonly susceptible?: Dual;
  readonly steps: number;
}

export interface DifferentiableChain {
  /** Share infected in each step. */
  readonly newInfections: readonly Dual[];
  /** Their sum. */
  readonly cumulative: Dual;
  readonly end: { readonly susceptible: Dual; readonly infectious: Dual; readonly recovered: Dual };
}

/**
 * {@link sirChain} on dual numbers: shares and their exact derivatives by any parameters. Cost: O(steps · parameters).
 *
 * @throws InvalidInputError for fewer rates than steps
 *
 * @example
 * ```ts
 * import { differentiableChain, Dual } from 'polity/populations';
 * const [beta, gamma, start] = Dual.variables([0.2, 0.1, 0.01]);
 * const rates = { transmission: Array.from({ length: 60 }, () => beta), recovery: gamma };
 * const { cumulative } = differentiableChain({ ...rates, infectious: start, steps: 60 });
 * cumulative.value; // 0.6987120688
 * cumulative.slopes[0]; // 5.4722608
 * ```
 */
export function differentiableChain({
  transmission,
  recovery,
  infectious,
  susceptible = Dual.constant(1, infectious.slopes.length).minus(infectious),
  steps,
}: DifferentiableChainOptions): DifferentiableChain {
  checkInteger('steps', steps, { min: 0 });
  if (transmission.length < steps) {
    throw new InvalidInputError('transmission.length', transmission.length, `be at least steps = ${steps}`);
  }
  const parameters = infectious.slopes.length;
  let state: ChainState<Dual> = {
    susceptible,
    infectious,
    recovered: Dual.constant(1, parameters).minus(susceptible).minus(infectious),
  };
  let cumulative = Dual.constant(0, parameters);
  const newInfections: Dual[] = [];
  for (let step = 0; step < steps; step++) {
    const { newInfections: infected, ...next } = chainStep(dual, state, { transmission: transmission[step], recovery });
    newInfections.push(infected);
    cumulative = cumulative.plus(infected);
    state = next;
  }
  return { newInfections, cumulative, end: state };
}

import { checkInteger, checkNumber, checkOneOf, randomStream } from '../../foundation/index.js';
import { binomialDraw } from './binomial-draw.js';
import { counterDraws } from './counter-random.js';
import { emptyCurve, INFECTIOUS, noteDay, RECOVERED, SUSCEPTIBLE, type EpidemicCurve } from './epidemic-curve.js';

export interface MixingEpidemicOptions {
  /** Rate β of infection, per step, by one infectious agent in a population that is all susceptible; at least 0. */
  readonly transmission: number;
  /** Rate γ of recovery, per step; at least 0. */
  readonly recovery: number;
  /** Agents infectious at the start. */
  readonly initial: number;
  readonly steps: number;
  /** Every agent draws for itself, or one binomial draw stands for all: the same law. Default `agents`. */
  readonly method?: 'agents' | 'binomial';
  readonly seed?: number;
}

/**
 * An epidemic where everybody mixes with everybody: in a step each susceptible agent is infected with probability
 * 1 − e^{−βI/n} and each infectious one recovers with probability 1 − e^{−γ}, both by the state at the start of the step.
 * Its expected course for large n is {@link sirChain}.
 *
 * Cost of a step: O(n) for `agents`, O(1) for `binomial`.
 *
 * @param n - agents
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { mixingEpidemic } from 'polity/populations';
 * const rates = { transmission: 0.3, recovery: 0.1, initial: 100, steps: 200 };
 * mixingEpidemic(100_000, { ...rates, method: 'binomial', seed: 1 }).recovered[200]; // 95075
 * ```
 */
export function mixingEpidemic(
  n: number,
  { transmission, recovery, initial, steps, method = 'agents', seed = 0 }: MixingEpidemicOptions,
): EpidemicCurve {
  checkInteger('n', n, { min: 1, max: 2 ** 32 - 1 });
  checkNumber('transmission', transmission, { min: 0 });
  checkNumber('recovery', recovery, { min: 0 });
  checkInteger('initial', initial, { min: 0, max: n });
  checkInteger('steps', steps, { min: 0 });
  checkOneOf('method', method, ['agents', 'binomial']);
  const curve = emptyCurve(n, steps);
  const draw = method === 'agents' ? agentDraws(n, initial, seed) : aggregateDraws(n, initial, seed);
  let infectious = initial;
  let recovered = 0;
  noteDay(curve, 0, infectious, recovered);
  for (let step = 0; step < steps; step++) {
    const { infected, left } = draw(step, -Math.expm1((-transmission * infectious) / n), -Math.expm1(-recovery));
    curve.newInfections[step] = infected;
    infectious += infected - left;
    recovered += left;
    noteDay(curve, step + 1, infectious, recovered);
  }
  return curve;
}

type StepDraws = (step: number, infection: number, recovery: number) => { infected: number; left: number };

function agentDraws(n: number, initial: number, seed: number): StepDraws {
  const state = new Uint8Array(n).fill(INFECTIOUS, 0, initial);
  return (step, infection, recovery) => {
    // An agent is in one state only, so that one number a step serves both of its risks.
    const draws = counterDraws(seed, { step });
    let infected = 0;
    let left = 0;
    for (let i = 0; i < n; i++) {
      if (state[i] === SUSCEPTIBLE) {
        if (!draws.happens(i, infection)) continue;
        state[i] = INFECTIOUS;
        infected++;
      } else if (state[i] === INFECTIOUS && draws.happens(i, recovery)) {
        state[i] = RECOVERED;
        left++;
      }
    }
    return { infected, left };
  };
}

function aggregateDraws(n: number, initial: number, seed: number): StepDraws {
  let susceptible = n - initial;
  let infectious = initial;
  return (step, infection, recovery) => {
    const stream = randomStream(seed, step);
    const infected = binomialDraw(stream, { n: susceptible, p: infection });
    const left = binomialDraw(stream, { n: infectious, p: recovery });
    susceptible -= infected;
    infectious += infected - left;
    return { infected, left };
  };
}

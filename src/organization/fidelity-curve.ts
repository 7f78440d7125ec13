import {
  checkNumber,
  checkOneOf,
  checkPositive,
  checkProbability,
  checkVector,
  InvalidInputError,
} from '../foundation/index.js';

/**
 * How much of a vote's bias survives a message of m tokens: γ(m) = 1 − 2ε(m), nondecreasing in m, where ε(m) is the
 * chance that the channel flips the vote.
 *
 * - `constant`: γ(m) = level.
 * - `saturatingExponential`: γ(m) = ceiling · (1 − e^(−m / length)).
 * - `hyperbolic`: γ(m) = ceiling · m / (m + length).
 * - `powerGap`: γ(m) = 1 − (length / m)^power from m = length on, 0 below.
 * - `tabulated`: straight lines between measured points, from (0, 0) before the first, level after the last.
 */
export type FidelityCurve =
  | { readonly family: 'constant'; readonly level: number }
  | { readonly family: 'saturatingExponential'; readonly ceiling: number; readonly length: number }
  | { readonly family: 'hyperbolic'; readonly ceiling: number; readonly length: number }
  | { readonly family: 'powerGap'; readonly length: number; readonly power: number }
  | {
      readonly family: 'tabulated';
      /** Message lengths in tokens, positive and increasing. */
      readonly messageLengths: ArrayLike<number>;
      /** Fidelities in [0, 1], nondecreasing. */
      readonly fidelities: ArrayLike<number>;
    };

/** The names of the families of fidelity curves. */
export type FidelityFamily = FidelityCurve['family'];

/**
 * Fidelity of a message of m tokens, γ(m) in [0, 1].
 *
 * @param curve - one of the families of {@link FidelityCurve}: ceilings and levels in [0, 1], lengths and powers positive
 * @param messageLength - m ≥ 0, in tokens; need not be whole
 * @throws InvalidInputError for an unknown family, a parameter out of range, or a table that is not monotone
 * @see arXiv 2601.17311, Section 2 (message length and fidelity); the families are this library's choice
 *
 * @example
 * ```ts
 * import { fidelityAt } from 'polity/organization';
 * fidelityAt({ family: 'hyperbolic', ceiling: 0.9, length: 50 }, 100); // 0.6
 * fidelityAt({ family: 'tabulated', messageLengths: [100, 200], fidelities: [0.4, 0.8] }, 150); // 0.6
 * ```
 */
export function fidelityAt(curve: FidelityCurve, messageLength: number): number {
  const fidelity = checkFidelityCurve(curve);
  return fidelity(checkNumber('messageLength', messageLength, { min: 0 }));
}

/**
 * The shortest message of at least a given fidelity, in tokens (not rounded); `null` when no length reaches it.
 *
 * @param curve - one of the families of {@link FidelityCurve}
 * @param fidelity - γ in [0, 1]
 * @throws InvalidInputError as {@link fidelityAt}
 *
 * @example
 * ```ts
 * import { messageLengthFor } from 'polity/organization';
 * messageLengthFor({ family: 'hyperbolic', ceiling: 0.9, length: 50 }, 0.6); // 100
 * messageLengthFor({ family: 'hyperbolic', ceiling: 0.9, length: 50 }, 0.9); // null
 * ```
 */
export function messageLengthFor(curve: FidelityCurve, fidelity: number): number | null {
  checkFidelityCurve(curve);
  checkProbability('fidelity', fidelity);
  if (fidelity === 0) return 0;
  switch (curve.family) {
    case 'constant':
      return fidelity <= curve.level ? 0 : null;
    case 'saturatingExponential':
      return fidelity < curve.ceiling ? -curve.length * Math.log1p(-fidelity / curve.ceiling) : null;
    case 'hyperbolic':
      return fidelity < curve.ceiling ? (curve.length * fidelity) / (curve.ceiling - fidelity) : null;
    case 'powerGap':
      return fidelity < 1 ? curve.length * (1 - fidelity) ** (-1 / curve.power) : null;
    case 'tabulated': {
      const { messageLengths, fidelities } = curve;
      for (let i = 0; i < fidelities.length; i++) {
        if (fidelities[i] < fidelity) continue;
        const [m, g] = i === 0 ? [0, 0] : [messageLengths[i - 1], fidelities[i - 1]];
        return m + ((messageLengths[i] - m) * (fidelity - g)) / (fidelities[i] - g);
      }
      return null;
    }
  }
}

/** The curve as a function of m, once its parameters have passed the door. */
export function checkFidelityCurve(curve: FidelityCurve): (messageLength: number) => number {
  if (typeof curve !== 'object' || curve === null) {
    throw new InvalidInputError('fidelityCurve', curve, 'be an object { family, … }');
  }
  const families = ['constant', 'saturatingExponential', 'hyperbolic', 'powerGap', 'tabulated'] as const;
  checkOneOf('fidelityCurve.family', curve.family, families);
  switch (curve.family) {
    case 'constant': {
      const level = checkProbability('fidelityCurve.level', curve.level);
      return () => level;
    }
    case 'saturatingExponential': {
      const [ceiling, length] = checkCeiling(curve);
      return (m) => -ceiling * Math.expm1(-m / length);
    }
    case 'hyperbolic': {
      const [ceiling, length] = checkCeiling(curve);
      return (m) => (ceiling * m) / (m + length);
    }
    case 'powerGap': {
      const length = checkPositive('fidelityCurve.length', curve.length);
      const power = checkPositive('fidelityCurve.power', curve.power);
      return (m) => (m <= length ? 0 : 1 - (length / m) ** power);
    }
    case 'tabulated':
      return interpolant(curve);
  }
}

function checkCeiling({ ceiling, length }: { readonly ceiling: number; readonly length: number }) {
  return [checkProbability('fidelityCurve.ceiling', ceiling), checkPositive('fidelityCurve.length', length)];
}

function interpolant(curve: Extract<FidelityCurve, { family: 'tabulated' }>): (messageLength: number) => number {
  const lengths = checkVector('fidelityCurve.messageLengths', curve.messageLengths, { min: 0, aboveMin: true });
  const values = checkVector('fidelityCurve.fidelities', curve.fidelities, { length: lengths.length, min: 0, max: 1 });
  for (let i = 1; i < lengths.length; i++) {
    if (lengths[i] <= lengths[i - 1]) {
      throw new InvalidInputError(`fidelityCurve.messageLengths[${i}]`, lengths[i], `exceed ${lengths[i - 1]}`);
    }
    if (values[i] < values[i - 1]) {
      throw new InvalidInputError(`fidelityCurve.fidelities[${i}]`, values[i], `be at least ${values[i - 1]}`);
    }
  }
  return (m) => {
    const next = lengths.findIndex((length) => m < length);
    if (next === -1) return values[values.length - 1];
    const [from, low] = next === 0 ? [0, 0] : [lengths[next - 1], values[next - 1]];
    return low + ((values[next] - low) * (m - from)) / (lengths[next] - from);
  };
}

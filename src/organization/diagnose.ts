import { checkPositive } from '../foundation/index.js';
import { gainOf, phaseOf, type Phase } from './amplification.js';
import { checkFanIn, checkLayer, type CheckedLayer, type Layer } from './layer.js';
import { criticalCorrelation, criticalFanIn, criticalFidelity } from './critical-surfaces.js';
import { attractor } from './fixed-point.js';
import { checkFidelityCurve, type FidelityCurve } from './fidelity-curve.js';
import { leafBias, type ComputeLaw } from './leaf-bias.js';
import { designMessageLength, largestFanIn } from './window-design.js';

/**
 * What keeps a tree from doing better: a context window that caps the fan-in, channels that lose messages,
 * agents that fail together, a bias that has already saturated, agents that turn compute into skill better than a
 * tree turns them into a majority.
 */
export type Constraint = 'context' | 'communication' | 'correlation' | 'saturation' | 'compute';

export interface DiagnoseOptions extends Omit<Layer, 'fidelity'> {
  /** Fidelity γ; or a curve with the message length. */
  readonly fidelity?: number;
  readonly fidelityCurve?: FidelityCurve;
  /** Tokens of a message, m. */
  readonly messageLength?: number;
  /** Context window W, in tokens. */
  readonly window?: number;
  /** Compute–performance exponent β. */
  readonly beta?: number;
  /** Scale k of the compute law, with `beta` and `budget`. */
  readonly scale?: number;
  /** Tokens for everything, B. */
  readonly budget?: number;
}

/** Signed distances to the critical surfaces, positive on the amplifying side; `null` where there is no such surface. */
export interface Margins {
  /** γ − γ_c. */
  readonly fidelity: number;
  /** ρ_c − ρ; `null` if not even independent votes amplify. */
  readonly correlation: number | null;
  /** b − b_c, a number of inputs; `null` if no fan-in amplifies. */
  readonly fanIn: number | null;
  /** s − β; `null` without `beta`. */
  readonly exponent: number | null;
}

/** One change and what the theory predicts of it. */
export interface Move {
  readonly action: 'widen' | 'redesignMessages' | 'clearChannel' | 'diversify' | 'scaleUp';
  /** The change and its effect, as a sentence. */
  readonly advice: string;
  readonly constraint: Constraint;
  readonly fanIn: number;
  readonly fidelity: number;
  readonly correlation: number;
  readonly messageLength: number | null;
  /** α, s and u* after the change. */
  readonly amplification: number;
  readonly exponent: number;
  readonly fixedPoint: number;
}

export interface Diagnosis {
  readonly phase: Phase;
  readonly amplification: number;
  readonly exponent: number;
  readonly fixedPoint: number;
  readonly margins: Margins;
  /** What binds: the constraint that pays most when relaxed, or what makes relaxing any of them pointless. */
  readonly binding: Constraint;
  /** Changes worth making, the most effective first. */
  readonly moves: readonly Move[];
}

/**
 * Where a tree stands and what would help. Each constraint is relaxed by a factor of two in turn (half the noise 1 − γ,
 * half the correlation ρ, twice the window), α is computed anew, and the constraint whose relaxation raises α most
 * binds. Two findings come before that: `compute` when s ≤ β, for then one agent with the whole budget is better
 * whatever the tree; `saturation` when one agent with the budget already reaches u*.
 *
 * @param options - fan-in b, correlation ρ, fidelity γ (or a curve and a message length); window, β, scale and budget
 *   widen what can be said
 * @throws InvalidInputError for an argument out of range, or if neither a fidelity nor a curve with a length is given
 * @see arXiv 2601.17311, Section 5 (design diagnostics)
 *
 * @example
 * ```ts
 * import { diagnose } from 'polity/organization';
 * const { phase, binding, moves } = diagnose({ fanIn: 5, fidelity: 0.6, correlation: 0.3 });
 * phase; // 'subcritical'
 * binding; // 'communication'
 * moves[0].advice; // 'Clear the channel: fidelity 0.6 → 0.8 takes α from 0.968 to 1.29.'
 * ```
 */
export function diagnose(options: DiagnoseOptions): Diagnosis {
  const { window, beta, scale, budget, dependence, ties } = options;
  const { fidelity, messageLength } = channel(options);
  const layer = checkLayer({ ...options, fidelity });
  if (window !== undefined) checkPositive('window', window);
  const state = predict(layer);
  const surfaces = {
    ...(dependence === undefined ? {} : { dependence }),
    fidelity,
    correlation: layer.correlation,
  };
  const fanInOptions = { fanIn: layer.fanIn, ...(ties === undefined ? {} : { ties }) };
  const criticalRho = criticalCorrelation({ ...surfaces, ...fanInOptions });
  const criticalB = criticalFanIn(surfaces);
  const margins: Margins = {
    fidelity: fidelity - criticalFidelity({ ...surfaces, ...fanInOptions }),
    correlation: criticalRho === null ? null : criticalRho - layer.correlation,
    fanIn: criticalB === null ? null : layer.fanIn - criticalB,
    exponent: beta === undefined ? null : state.exponent - checkPositive('beta', beta),
  };
  const relaxations = relax(layer, options, messageLength);
  const better = relaxations
    .filter((move) => move.amplification > state.amplification * (1 + 1e-9))
    .sort((a, b) => b.amplification - a.amplification);
  const law = beta !== undefined && scale !== undefined ? { beta, scale } : undefined;
  const scaleUp = reasonToScaleUp(state, margins, law, budget);
  const moves = scaleUp ? [singleAgentMove(layer, messageLength, scaleUp), ...better] : better;
  // A tree without a flaw (γ = 1, ρ = 0, no window) has only its fixed point to run into.
  return {
    ...state,
    phase: phaseOf(state.amplification),
    margins,
    binding: moves[0]?.constraint ?? 'saturation',
    moves,
  };
}

function channel({ fidelity, fidelityCurve, messageLength }: DiagnoseOptions) {
  if (messageLength !== undefined) checkPositive('messageLength', messageLength);
  const fromCurve =
    fidelityCurve === undefined || messageLength === undefined
      ? undefined
      : checkFidelityCurve(fidelityCurve)(messageLength);
  // A missing fidelity is refused with its name by the layer's check.
  return { fidelity: fidelity ?? fromCurve ?? NaN, messageLength: messageLength ?? null };
}

function predict(layer: CheckedLayer) {
  const amplification = gainOf(layer);
  return {
    amplification,
    exponent: Math.log(amplification) / Math.log(layer.fanIn),
    fixedPoint: attractor(layer),
  };
}

function relax(layer: CheckedLayer, options: DiagnoseOptions, messageLength: number | null): Move[] {
  const before = gainOf(layer);
  const moves: Move[] = [];
  const consider = (
    action: Move['action'],
    constraint: Constraint,
    change: Partial<Pick<CheckedLayer, 'fanIn' | 'fidelity' | 'correlation'>> & { messageLength?: number },
    words: string,
  ) => {
    const { messageLength: m = messageLength, ...changes } = change;
    const after: CheckedLayer = { ...layer, ...changes };
    const moved = { ...after, votes: checkFanIn(after.fanIn, options.ties) };
    const predicted = predict(moved);
    const advice = `${words} takes α from ${short(before)} to ${short(predicted.amplification)}.`;
    const { fanIn, fidelity, correlation } = moved;
    moves.push({ action, constraint, advice, fanIn, fidelity, correlation, messageLength: m, ...predicted });
  };

  const { fidelity, correlation, fanIn } = layer;
  if (fidelity < 1) {
    const clearer = (1 + fidelity) / 2;
    const words = `Clear the channel: fidelity ${short(fidelity)} → ${short(clearer)}`;
    consider('clearChannel', 'communication', { fidelity: clearer }, words);
  }
  if (correlation > 0) {
    const words = `Diversify the agents: correlation ${short(correlation)} → ${short(correlation / 2)}`;
    consider('diversify', 'correlation', { correlation: correlation / 2 }, words);
  }
  const { window, fidelityCurve } = options;
  if (window !== undefined && messageLength !== null) {
    const widest = largestFanIn({ window, messageLength });
    if (widest !== null && widest > fanIn) {
      const words = `Use the window: fan-in ${fanIn} → ${widest}, which holds ${widest} messages of ${messageLength} tokens,`;
      consider('widen', 'context', { fanIn: widest }, words);
    } else {
      const doubled = largestFanIn({ window: 2 * window, messageLength });
      if (doubled !== null && doubled > fanIn) {
        const words = `Double the window to ${2 * window} tokens: fan-in ${fanIn} → ${doubled}`;
        consider('widen', 'context', { fanIn: doubled }, words);
      }
    }
  }
  if (window !== undefined && fidelityCurve !== undefined) {
    const design = designMessageLength({ window, fidelityCurve, correlation, objective: 'exponent' });
    if (design.feasible && (design.fanIn !== fanIn || design.messageLength !== messageLength)) {
      const constraint = design.fidelity > fidelity ? 'communication' : 'context';
      const words = `Redesign the messages: ${design.fanIn} of ${design.messageLength} tokens (fidelity ${short(design.fidelity)})`;
      consider('redesignMessages', constraint, design, words);
    }
  }
  return moves;
}

function reasonToScaleUp(
  { exponent, fixedPoint }: { readonly exponent: number; readonly fixedPoint: number },
  margins: Margins,
  law: ComputeLaw | undefined,
  budget: number | undefined,
): { readonly constraint: Constraint; readonly advice: string } | undefined {
  if (margins.exponent !== null && margins.exponent <= 0) {
    const beta = exponent - margins.exponent;
    const advice = `Give the budget to one agent: its exponent ${short(beta)} is not below the tree's, ${short(exponent)}.`;
    return { constraint: 'compute', advice };
  }
  if (law && budget !== undefined) {
    const alone = leafBias({ ...law, compute: checkPositive('budget', budget) });
    if (alone >= fixedPoint) {
      const advice = `Give the budget to one agent: its bias ${short(alone)} is not below the tree's ceiling, ${short(fixedPoint)}.`;
      return { constraint: 'saturation', advice };
    }
  }
  return undefined;
}

function singleAgentMove(
  layer: CheckedLayer,
  messageLength: number | null,
  reason: { readonly constraint: Constraint; readonly advice: string },
): Move {
  const { fanIn, fidelity, correlation } = layer;
  return { action: 'scaleUp', ...reason, fanIn, fidelity, correlation, messageLength, ...predict(layer) };
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

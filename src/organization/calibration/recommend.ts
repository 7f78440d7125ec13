import { checkInteger, checkPositive, checkProbability, InvalidInputError } from '../../foundation/index.js';
import { percentileInterval, type Interval } from '../../statistics/index.js';
import { amplification, organizationExponent, phase, type Phase } from '../amplification.js';
import { diagnose, type Diagnosis } from '../diagnose.js';
import { fidelityAt, type FidelityCurve } from '../fidelity-curve.js';
import { checkComputeLaw, computeForBias, type ComputeLaw } from '../leaf-bias.js';
import { overheadPerLeaf, type MessagePrices } from '../overhead.js';
import { synergyWindow, type SynergyWindow } from '../synergy-window.js';
import type { Calibration, CalibrationDraw } from './calibrate.js';
import {
  biasOfPlan,
  pricesOf,
  searchPlans,
  shapesWithin,
  type AgentParameters,
  type PlanLimits,
  type PlannedOrganization,
} from './plan-search.js';

export interface RecommendOptions extends MessagePrices {
  /** Tokens for everything, B. */
  readonly budget: number;
  /** Context window W of an aggregator, in tokens. */
  readonly window: number;
  /** Draws of the calibration to plan for anew, default 200. */
  readonly draws?: number;
  /** Consider only this message length. */
  readonly messageLength?: number;
  /** Instead of what the log says, or because it says nothing: the fidelity curve, ρ, the compute law. */
  readonly fidelityCurve?: FidelityCurve;
  readonly correlation?: number;
  readonly law?: ComputeLaw;
  /** Consider messages shorter or longer than any that was measured, down to one token; default false. */
  readonly extrapolateMessages?: boolean;
}

/** The shape of the best tree, with what the theory says of it. */
export interface RecommendedLayer {
  readonly fanIn: number;
  readonly messageLength: number;
  readonly fidelity: number;
  readonly correlation: number;
  readonly phase: Phase;
  readonly amplification: number;
  readonly exponent: number;
  /** Overhead c₀ of a leaf, in tokens. */
  readonly overhead: number;
  /** Budgets between which such a tree can win: B_thr and B_max. */
  readonly window: SynergyWindow;
}

/** How sure the recommendation is, over draws of the calibration. */
export interface RecommendationUncertainty {
  readonly draws: number;
  /** Share of draws whose own best organization is a star or tree and not a single agent. */
  readonly scaleOut: number;
  /** Share of draws in which the organization recommended does better than a single agent; 0 for a single agent. */
  readonly beatsSingle: number;
  /** Share of draws whose own best organization has the same topology. */
  readonly sameTopology: number;
  /** Share with the same topology, and fan-in within a factor of 1.5. */
  readonly sameShape: number;
  /** Accuracy of the organization recommended, and of a single agent. */
  readonly accuracy: Interval;
  readonly singleAccuracy: Interval;
}

export interface Recommendation {
  readonly budget: number;
  readonly contextWindow: number;
  /** Scale out to a star or tree, or scale up a single agent; `null` where the log is too poor for either. */
  readonly regime: 'scaleOut' | 'scaleUp' | null;
  readonly organization: PlannedOrganization | null;
  readonly single: PlannedOrganization | null;
  /** The best star or tree, recommended or not; `null` if budget and window allow none. */
  readonly bestTree: PlannedOrganization | null;
  readonly layer: RecommendedLayer | null;
  /** What binds the best tree and what would help it. */
  readonly diagnosis: Diagnosis | null;
  readonly uncertainty: RecommendationUncertainty | null;
  /** What the reader should know: what was assumed, extrapolated, missing. */
  readonly notes: readonly string[];
}

/**
 * The organization that a calibration recommends for a budget and a context window: the best of a single agent, stars
 * (depth 1) and trees over every fan-in b with b m ≤ W and every measured message length (both by steps of a few per
 * cent to a third), each with whole layers, its messages paid, and its accuracy by exact recursion. The search is
 * repeated for draws of the calibration, which says how often the same comes out.
 *
 * A part that the log could not give may be assumed in the options. Cost: 1–5 ms for a plan, times the draws.
 *
 * @param calibration - from {@link calibrate}
 * @param options - budget B and context window W in tokens; prices of messages; assumptions
 * @throws InvalidInputError for a budget or window that is not positive, or an assumption out of range
 * @see arXiv 2601.17311, Section 5 (design diagnostics); {@link synergyWindow}, {@link diagnose}
 *
 * @example
 * ```ts
 * import { calibrate, recommend, syntheticRuns } from 'polity/organization';
 * const fidelityCurve = { family: 'hyperbolic', ceiling: 0.95, length: 10 } as const;
 * const truth = { scale: 0.1, beta: 0.12, correlation: 0.05, fidelityCurve };
 * const calibration = calibrate(syntheticRuns({ ...truth, items: 400, rounds: 3 }));
 * const { regime, organization, single } = recommend(calibration, { budget: 1e5, window: 8000 });
 * regime; // 'scaleOut'
 * organization!.accuracy > single!.accuracy; // true
 * ```
 */
export function recommend(calibration: Calibration, options: RecommendOptions): Recommendation {
  const { budget, window, draws = 200 } = options;
  checkPositive('budget', budget);
  checkPositive('window', window);
  checkInteger('draws', draws, { min: 1 });
  if (draws > calibration.draws) {
    throw new InvalidInputError('draws', draws, `be at most ${calibration.draws}, the draws of the calibration`);
  }
  const notes: string[] = [];
  const agents = agentsOf(calibration, options, notes);
  const bare = { budget, contextWindow: window, single: null, bestTree: null, layer: null, diagnosis: null };
  if (!agents) return { ...bare, regime: null, organization: null, uncertainty: null, notes };

  const limits = limitsOf(calibration, options);
  const shapes = shapesWithin(limits);
  if (shapes.length === 0) {
    notes.push(`the window of ${window} tokens does not hold three messages of ${limits.messages.min} tokens`);
  }
  const { best, single, bestTree } = searchPlans(agents, limits, shapes);
  noteExtrapolation(calibration, options, single, bestTree, notes);
  const layer = bestTree && layerOf(bestTree, agents, options);
  return {
    budget,
    contextWindow: window,
    regime: best.depth > 0 ? 'scaleOut' : 'scaleUp',
    organization: best,
    single,
    bestTree,
    layer,
    diagnosis: layer && diagnosisOf(layer, agents, options),
    uncertainty: uncertaintyOf(calibration, options, agents, limits, shapes, best, draws),
    notes,
  };
}

/** The parameters to plan with: assumed ones before measured ones; `null` with a note of what is missing. */
export function agentsOf(
  calibration: Calibration,
  options: RecommendOptions,
  notes: string[] = [],
): AgentParameters | null {
  const { compute, fidelity, correlation, reasons } = calibration;
  if (options.law) checkComputeLaw(options.law);
  if (options.correlation !== undefined) checkProbability('correlation', options.correlation);
  if (options.fidelityCurve) fidelityAt(options.fidelityCurve, 1);
  const law = options.law ?? compute?.law ?? null;
  const curve = options.fidelityCurve ?? fidelity?.curve ?? null;
  const rho = options.correlation ?? correlation?.shared?.estimate ?? null;
  if (options.law) notes.push('the compute law is assumed, not measured');
  if (options.fidelityCurve) notes.push('the fidelity of messages is assumed, not measured');
  if (options.correlation !== undefined) notes.push('the shared correlation is assumed, not measured');
  if (!law) notes.push(`no compute law: ${reasons.compute}; give one to plan all the same`);
  if (!curve) notes.push(`no fidelity of messages: ${reasons.fidelity}; give a curve to plan all the same`);
  if (rho === null) notes.push(`no shared correlation: ${reasons.correlation}; give one to plan all the same`);
  return law && curve && rho !== null ? { law, fidelityCurve: curve, correlation: rho } : null;
}

/** Budget, window, messages and prices of a plan. */
export function limitsOf(calibration: Calibration, options: RecommendOptions): PlanLimits {
  const { budget, window } = options;
  return { budget, window, messages: messageRange(calibration, options), ...pricesOf(options) };
}

function messageRange(
  { fidelity }: Calibration,
  { messageLength, window, extrapolateMessages = false }: RecommendOptions,
): PlanLimits['messages'] {
  if (messageLength !== undefined) {
    const m = checkInteger('messageLength', messageLength, { min: 1 });
    return { min: m, max: m };
  }
  const measured = fidelity?.measured;
  if (!measured || extrapolateMessages) return { min: 1, max: window };
  return { min: Math.ceil(measured[0].messageLength), max: Math.floor(measured[measured.length - 1].messageLength) };
}

function noteExtrapolation(
  { compute, agents }: Calibration,
  { law, correlation }: RecommendOptions,
  single: PlannedOrganization,
  bestTree: PlannedOrganization | null,
  notes: string[],
): void {
  if (correlation === undefined && bestTree?.fanIn && bestTree.fanIn > agents) {
    notes.push(`the correlation of ${agents} agents is carried over to a fan-in of ${bestTree.fanIn}`);
  }
  if (!compute || law) return;
  const { min, max } = compute.tokens;
  const beyond = (plan: PlannedOrganization | null, who: string) => {
    if (!plan || (plan.computePerLeaf >= min && plan.computePerLeaf <= max)) return;
    notes.push(
      `${who} thinks for ${Math.round(plan.computePerLeaf)} tokens, outside the ${min} to ${max} that were measured`,
    );
  };
  beyond(single, 'a single agent with the whole budget');
  beyond(bestTree, 'a leaf of the best tree');
  if (compute.law && single.bias >= 1) {
    const certain = Math.round(computeForBias({ bias: 1, ...compute.law }));
    notes.push(`the law takes a single agent to certainty at ${certain} tokens: do not trust it so far`);
  }
}

function layerOf(
  { fanIn, messageLength }: PlannedOrganization,
  { law, fidelityCurve, correlation }: AgentParameters,
  prices: MessagePrices,
): RecommendedLayer {
  const shape = { fanIn: fanIn!, messageLength: messageLength! };
  const layer = { fanIn: shape.fanIn, fidelity: fidelityAt(fidelityCurve, shape.messageLength), correlation };
  const overhead = overheadPerLeaf({ ...shape, ...pricesOf(prices) });
  return {
    ...shape,
    ...layer,
    phase: phase(layer),
    amplification: amplification(layer),
    exponent: organizationExponent(layer),
    overhead,
    // Messages that cost nothing leave no threshold, which is the limit of a small overhead.
    window: synergyWindow({ ...layer, ...law, overhead: Math.max(overhead, Number.MIN_VALUE) }),
  };
}

function diagnosisOf(layer: RecommendedLayer, { law, fidelityCurve }: AgentParameters, options: RecommendOptions) {
  const { fanIn, correlation, fidelity, messageLength } = layer;
  const { window, budget } = options;
  // Where the length is settled, or a curve assumed to be flat, there is nothing to redesign.
  const settled = options.messageLength !== undefined || fidelityCurve.family === 'constant';
  const channel = settled ? { fidelity } : { fidelityCurve };
  return diagnose({ fanIn, correlation, messageLength, window, budget, ...law, ...channel });
}

function uncertaintyOf(
  calibration: Calibration,
  options: RecommendOptions,
  agents: AgentParameters,
  limits: PlanLimits,
  shapes: readonly { fanIn: number; messageLength: number }[],
  best: PlannedOrganization,
  draws: number,
): RecommendationUncertainty {
  let [scaleOut, beatsSingle, sameTopology, sameShape] = [0, 0, 0, 0];
  const accuracy = new Float64Array(draws);
  const singleAccuracy = new Float64Array(draws);
  for (let replicate = 0; replicate < draws; replicate++) {
    const drawn = agentsIn(calibration.draw(replicate), options, agents);
    const found = searchPlans(drawn, limits, shapes);
    const bias = biasOfPlan(best, drawn);
    accuracy[replicate] = (1 + bias) / 2;
    singleAccuracy[replicate] = found.single.accuracy;
    if (found.best.depth > 0) scaleOut++;
    if (best.depth > 0 && bias > found.single.bias) beatsSingle++;
    if (found.best.topology !== best.topology) continue;
    sameTopology++;
    const ratio = (found.best.fanIn ?? 1) / (best.fanIn ?? 1);
    if (ratio <= 1.5 && ratio >= 1 / 1.5) sameShape++;
  }
  const { level } = calibration;
  return {
    draws,
    scaleOut: scaleOut / draws,
    beatsSingle: beatsSingle / draws,
    sameTopology: sameTopology / draws,
    sameShape: sameShape / draws,
    accuracy: percentileInterval(accuracy, { level }),
    singleAccuracy: percentileInterval(singleAccuracy, { level }),
  };
}

/** The agents of one draw of the calibration, with what is assumed left as it is. */
export function agentsIn(
  drawn: CalibrationDraw,
  { law, fidelityCurve, correlation }: RecommendOptions,
  agents: AgentParameters,
): AgentParameters {
  return {
    law: law ?? drawn.law ?? agents.law,
    fidelityCurve: fidelityCurve ?? drawn.fidelityCurve ?? agents.fidelityCurve,
    correlation: correlation ?? drawn.correlation ?? agents.correlation,
  };
}

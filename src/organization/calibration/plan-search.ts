import { checkFidelityCurve, type FidelityCurve } from '../fidelity-curve.js';
import { biasOf, type ComputeLaw } from '../leaf-bias.js';
import { correlatedGain } from '../layer-map.js';
import type { CheckedLayer } from '../layer.js';
import { rootBias, single, type Organization } from '../optimal-organization.js';
import { overheadPerLeaf, type MessagePrices } from '../overhead.js';

/** What agents are like, once their parameters are known. */
export interface AgentParameters {
  readonly law: ComputeLaw;
  readonly fidelityCurve: FidelityCurve;
  readonly correlation: number;
}

/** A budget, a context window, and what messages may be. */
export interface PlanLimits extends MessagePrices {
  readonly budget: number;
  readonly window: number;
  /** Shortest and longest message to consider, in tokens. */
  readonly messages: { readonly min: number; readonly max: number };
}

/** An organization with its messages; a single agent has none. */
export interface PlannedOrganization extends Organization {
  readonly topology: 'single' | 'star' | 'tree';
  readonly messageLength: number | null;
  /** (1 + bias)/2. */
  readonly accuracy: number;
}

/** Every odd fan-in up to here, then steps of about a fifth. */
const EVERY_FAN_IN = 15;
const FAN_IN_STEP = 1.2;
/** Steps of a message length. */
const LENGTH_STEP = 1.3;

/** All pairs of fan-in and message length to look at: b · m ≤ W, b odd, and both by growing steps. */
export function shapesWithin({ window, messages }: PlanLimits): { fanIn: number; messageLength: number }[] {
  const shapes: { fanIn: number; messageLength: number }[] = [];
  const widest = Math.floor(window / Math.ceil(messages.min));
  for (let fanIn = 3; fanIn <= widest; fanIn = fanIn < EVERY_FAN_IN ? fanIn + 2 : oddAbove(fanIn * FAN_IN_STEP)) {
    const longest = Math.min(Math.floor(window / fanIn), Math.floor(messages.max));
    for (let m = longest; m >= messages.min && m >= 1; m = Math.min(m - 1, Math.floor(m / LENGTH_STEP))) {
      shapes.push({ fanIn, messageLength: m });
    }
  }
  return shapes;
}

function oddAbove(value: number): number {
  return 2 * Math.floor(value / 2) + 1;
}

export interface Search {
  readonly best: PlannedOrganization;
  readonly single: PlannedOrganization;
  /** The best tree or star, whether or not it beats the single agent; `null` if none fits. */
  readonly bestTree: PlannedOrganization | null;
}

/** The best whole organization of all shapes and depths that the budget pays, by exact recursion. */
export function searchPlans(
  { law, fidelityCurve, correlation }: AgentParameters,
  limits: PlanLimits,
  shapes: readonly { readonly fanIn: number; readonly messageLength: number }[] = shapesWithin(limits),
): Search {
  const fidelityOf = checkFidelityCurve(fidelityCurve);
  const alone = planned(single(limits.budget, law.scale, law.beta), null);
  let bestTree: PlannedOrganization | null = null;
  for (const { fanIn, messageLength } of shapes) {
    const fidelity = fidelityOf(messageLength);
    const layer: CheckedLayer = { votes: fanIn, fanIn, fidelity, correlation, dependence: 'shared' };
    const gain = fidelity * correlatedGain(fanIn, correlation, 'shared');
    const overhead = overheadPerLeaf({ fanIn, messageLength, ...pricesOf(limits) });
    for (let depth = 1, leaves = fanIn; limits.budget / leaves > overhead; depth++, leaves *= fanIn) {
      const computePerLeaf = limits.budget / leaves - overhead;
      const leafBias = biasOf(computePerLeaf, law.scale, law.beta);
      // A tree never does better than its straight line: most of them need no recursion.
      if (bestTree && Math.min(1, leafBias * gain ** depth) <= bestTree.bias) continue;
      const bias = rootBias(layer, leafBias, depth);
      if (bestTree && bias <= bestTree.bias) continue;
      bestTree = planned({ fanIn, depth, leaves, computePerLeaf, leafBias, bias }, messageLength);
    }
  }
  return { best: bestTree && bestTree.bias > alone.bias ? bestTree : alone, single: alone, bestTree };
}

/** The bias that a given organization has for other parameters of its agents. */
export function biasOfPlan(plan: PlannedOrganization, { law, fidelityCurve, correlation }: AgentParameters): number {
  const leafBias = biasOf(plan.computePerLeaf, law.scale, law.beta);
  if (plan.fanIn === null || plan.messageLength === null) return leafBias;
  const fidelity = checkFidelityCurve(fidelityCurve)(plan.messageLength);
  const layer: CheckedLayer = { votes: plan.fanIn, fanIn: plan.fanIn, fidelity, correlation, dependence: 'shared' };
  return rootBias(layer, leafBias, plan.depth);
}

export function pricesOf({ writePrice, readPrice, aggregatorCompute }: MessagePrices): MessagePrices {
  return {
    ...(writePrice === undefined ? {} : { writePrice }),
    ...(readPrice === undefined ? {} : { readPrice }),
    ...(aggregatorCompute === undefined ? {} : { aggregatorCompute }),
  };
}

function planned(organization: Organization, messageLength: number | null): PlannedOrganization {
  const { depth, bias } = organization;
  const topology = depth === 0 ? 'single' : depth === 1 ? 'star' : 'tree';
  return { ...organization, topology, messageLength, accuracy: (1 + bias) / 2 };
}

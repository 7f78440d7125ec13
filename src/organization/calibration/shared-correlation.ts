import type { Estimate } from '../../statistics/index.js';
import type { ComputeLaw } from '../leaf-bias.js';
import type { ItemRatio } from './item-ratio.js';
import { formPanels } from './panels.js';
import { correlationOverRounds, plainCorrelation } from './rounds-correlation.js';
import type { RunLog } from './run-log.js';
import { correlationFromUnanimity, type PanelFit } from './unanimity-correlation.js';

/** How shared failures are told from hard items: by repeated rounds of an item, or by an excess of unanimous panels. */
export type CorrelationMethod = 'rounds' | 'unanimity';

/** The shared-error correlation with the difficulty of items taken out. */
export interface SharedCorrelation extends Estimate {
  readonly separation: CorrelationMethod;
  /** What the method takes for granted. */
  readonly assumes: string;
  /** Before the range [0, 1] was imposed; a little below 0 is what chance makes of ρ = 0. */
  readonly unbounded: number;
  /** Share δ of the variance of correctness that belongs to items; `null` where rounds make it needless. */
  readonly difficulty: number | null;
  /** Fit of the mixture; `null` with rounds, which need no model. */
  readonly fit: PanelFit | null;
}

export interface CorrelationFit {
  /** Mean pairwise correlation of signed correctness: shared failures and the difficulty of items together. */
  readonly raw: Estimate;
  /** Shared failures alone; `null` where they cannot be told apart. */
  readonly shared: SharedCorrelation | null;
  /** Why `shared` is `null`; `null` where it is not. */
  readonly reason: string | null;
}

export interface CorrelationPart {
  readonly fit: CorrelationFit;
  /** What each item adds to the shared correlation. */
  readonly influence: Float64Array | null;
}

/** Estimates the raw and the shared correlation, or says why not even the raw one can be. */
export function fitCorrelation(
  log: RunLog,
  law: ComputeLaw | null,
  method: CorrelationMethod | undefined,
  level: number,
): CorrelationPart | string {
  if (log.agents.length < 2) return 'two agents or more are needed';
  if (log.items < 2) return 'two items or more are needed';
  const plain = plainCorrelation(log, level);
  if (!plain) return 'no two agents that are sometimes right and sometimes wrong answered the same item in one round';
  const raw = estimateOf(plain, 'mean pairwise correlation of signed correctness, jackknife over items');
  const shared = method === 'unanimity' ? null : correlationOverRounds(log, law, level);
  if (shared) return { fit: { raw, shared: fromRounds(shared), reason: null }, influence: shared.influence };
  if (method === 'rounds') return without(raw, 'no item was answered by the same two agents in more than one round');
  const panels = formPanels(log, law);
  if (!panels.size.some((size) => size >= 3)) {
    return without(raw, 'items were not repeated, and no three agents of like compute answered the same item');
  }
  if (!panels.right.some((right, i) => right > 0 && right < panels.size[i])) {
    return without(raw, 'the agents never disagreed: shared failures and difficulty look the same');
  }
  const mixture = correlationFromUnanimity(panels, log.items, level);
  return {
    fit: {
      raw,
      shared: {
        estimate: mixture.correlation,
        standardError: mixture.standardError,
        interval: mixture.interval,
        n: log.items,
        method: 'excess of unanimous panels over a Beta-binomial, profile likelihood within [0, 1]',
        separation: 'unanimity',
        assumes:
          'that difficulty spreads the chance of a right answer by a Beta distribution and that a shared failure makes all like agents agree; another spread of difficulty gives another value',
        unbounded: mixture.correlation,
        difficulty: mixture.difficulty,
        fit: mixture.fit,
      },
      reason: null,
    },
    influence: mixture.influence,
  };
}

function without(raw: Estimate, reason: string): CorrelationPart {
  return { fit: { raw, shared: null, reason }, influence: null };
}

function estimateOf({ estimate, standardError, interval, n }: ItemRatio, method: string): Estimate {
  return { estimate, standardError, interval, n, method };
}

function fromRounds(ratio: ItemRatio): SharedCorrelation {
  const { lower, upper, level } = ratio.interval;
  return {
    ...estimateOf(ratio, 'same-round less cross-round agreement, jackknife over items, within [0, 1]'),
    estimate: clamp(ratio.estimate),
    interval: { lower: clamp(lower), upper: clamp(upper), level },
    separation: 'rounds',
    assumes:
      'that rounds of one item are independent given the item, and that agents of equal compute are about equally able',
    unbounded: ratio.estimate,
    difficulty: null,
    fit: null,
  };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

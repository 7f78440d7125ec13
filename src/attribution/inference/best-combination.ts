import { InvalidInputError, checkNumber } from '../../foundation/index.js';

/** What one model is worth in every slot, measured against the same default model in all the others. */
export interface SlotValues {
  readonly model: string;
  /** Value by slot (player); every model has the same slots. */
  readonly values: Readonly<Record<string, number>>;
  /** Score with the model in every slot, v(N), where it is known. */
  readonly score?: number;
}

/** The model that is worth most in a slot. */
export interface SlotChoice {
  readonly slot: string;
  readonly model: string;
  readonly value: number;
  /** Other models with exactly the same value; the first in the table was taken. */
  readonly tied: readonly string[];
  /** Value less that of the next model; NaN where there is none. */
  readonly margin: number;
}

export interface BestCombination {
  readonly slots: readonly SlotChoice[];
  /** The chosen model by slot. */
  readonly models: Readonly<Record<string, string>>;
  /** Σ of the chosen values. */
  readonly gain: number;
  /** Whether one model won every slot, so that the combination is that model alone. */
  readonly single: boolean;
}

/**
 * The best model for every slot by its value there. Composing them is a bet on additivity: values come from agents that were
 * otherwise made of the default model, and {@link crossModelInteractionGap} says what the bet returned.
 *
 * @throws InvalidInputError when a model is there twice, lacks a slot or has one of its own, or a value is not finite.
 * @see Yang et al., arXiv 2502.00510, best combinations
 *
 * @example
 * ```ts
 * import { bestCombination } from 'polity/attribution';
 * const best = bestCombination([
 *   { model: 'large', values: { planner: 0.04, actor: 0.44 } },
 *   { model: 'small', values: { planner: 0.11, actor: 0.18 } },
 * ]);
 * best.models; // { planner: 'small', actor: 'large' }
 * best.gain; // 0.55
 * ```
 */
export function bestCombination(table: readonly SlotValues[]): BestCombination {
  const slots = checkTable(table).map((slot): SlotChoice => {
    const ranked = [...table].sort((a, b) => b.values[slot] - a.values[slot]);
    const { model, values } = ranked[0];
    return {
      slot,
      model,
      value: values[slot],
      tied: ranked.slice(1).flatMap((row) => (row.values[slot] === values[slot] ? [row.model] : [])),
      margin: ranked.length > 1 ? values[slot] - ranked[1].values[slot] : NaN,
    };
  });
  return {
    slots,
    models: Object.fromEntries(slots.map(({ slot, model }) => [slot, model])),
    gain: slots.reduce((sum, { value }) => sum + value, 0),
    single: slots.every(({ model, tied }) => [model, ...tied].includes(slots[0].model)),
  };
}

/** What the agent made of the best models would score if values added up across models. */
export interface AdditivePrediction extends BestCombination {
  readonly baseline: number;
  /** v̂ = v(∅) + Σᵢ maxₘ φᵢ⁽ᵐ⁾. Not kept within any range: past 1 it says by itself that values do not add up. */
  readonly prediction: number;
}

/**
 * Additive prediction of the best combination, v̂ = v(∅) + Σᵢ maxₘ φᵢ⁽ᵐ⁾. The largest of noisy values is too large on average,
 * so the prediction leans upwards even where values do add up.
 *
 * @param options - `baseline`: v(∅), the score of the default model in all slots
 *
 * @example
 * ```ts
 * import { additivePrediction } from 'polity/attribution';
 * const table = [
 *   { model: 'large', values: { planner: 0.04, actor: 0.44 } },
 *   { model: 'small', values: { planner: 0.11, actor: 0.18 } },
 * ];
 * additivePrediction(table, { baseline: 0.18 }).prediction; // 0.73
 * ```
 */
export function additivePrediction(
  table: readonly SlotValues[],
  { baseline }: { readonly baseline: number },
): AdditivePrediction {
  const best = bestCombination(table);
  return { ...best, baseline: checkNumber('baseline', baseline), prediction: baseline + best.gain };
}

/** What was measured of the best combination, beside what was predicted. */
export interface CrossModelInteractionGap extends AdditivePrediction {
  readonly measured: number;
  /** Measured − predicted: interaction between models that no attribution to one model's slots can see. */
  readonly gap: number;
  /** The best single model by its score, null where no scores are given. */
  readonly bestSingle: { readonly model: string; readonly score: number } | null;
  /** Measured less the score of the best single model; NaN without scores. */
  readonly overBestSingle: number;
}

/**
 * Measured less predicted score of the best combination, and whether composing beat the best single model at all.
 *
 * @param options - `baseline`: v(∅); `measured`: score of the composed agent
 *
 * @example
 * ```ts
 * import { crossModelInteractionGap } from 'polity/attribution';
 * const table = [
 *   { model: 'large', values: { planner: 0.04, actor: 0.44 }, score: 0.66 },
 *   { model: 'small', values: { planner: 0.11, actor: 0.18 }, score: 0.47 },
 * ];
 * const found = crossModelInteractionGap(table, { baseline: 0.18, measured: 0.64 });
 * found.gap; // -0.09
 * found.overBestSingle; // -0.02
 * ```
 */
export function crossModelInteractionGap(
  table: readonly SlotValues[],
  { baseline, measured }: { readonly baseline: number; readonly measured: number },
): CrossModelInteractionGap {
  const predicted = additivePrediction(table, { baseline });
  checkNumber('measured', measured);
  const scored = table.flatMap(({ model, score }) => (score === undefined ? [] : [{ model, score }]));
  const bestSingle = scored.reduce<{ model: string; score: number } | null>(
    (best, row) => (best === null || row.score > best.score ? row : best),
    null,
  );
  return {
    ...predicted,
    measured,
    gap: measured - predicted.prediction,
    bestSingle,
    overBestSingle: bestSingle === null ? NaN : measured - bestSingle.score,
  };
}

/** The slots that all models of a table share. */
function checkTable(table: readonly SlotValues[]): string[] {
  if (!Array.isArray(table) || table.length === 0)
    throw new InvalidInputError('table', table, 'hold at least one model');
  const slots = Object.keys((table as readonly SlotValues[])[0].values);
  if (slots.length === 0) throw new InvalidInputError('table[0].values', {}, 'hold at least one slot');
  const seen = new Set<string>();
  (table as readonly SlotValues[]).forEach(({ model, values, score }, k) => {
    if (seen.has(model)) throw new InvalidInputError(`table[${k}].model`, model, 'be there once');
    seen.add(model);
    if ([...Object.keys(values)].sort().join('\n') !== [...slots].sort().join('\n')) {
      throw new InvalidInputError(`table[${k}].values`, values, `have the slots ${slots.join(', ')}`);
    }
    for (const slot of slots) checkNumber(`table[${k}].values.${slot} (${model})`, values[slot]);
    if (score !== undefined) checkNumber(`table[${k}].score (${model})`, score);
  });
  return slots;
}

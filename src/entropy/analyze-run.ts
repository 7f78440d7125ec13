import { fitEntropyLaw, type EntropyLaw } from './entropy-law.js';
import { consumption, type Consumption } from './consumption.js';
import { forecastReward, predictFromEarly, type EarlyPrediction, type Forecast } from './forecast.js';
import { residualDiagnostics, type ResidualDiagnostics } from './residual-diagnostics.js';
import { compareLaws, type FittedLaw } from './rival-laws.js';
import type { TrainingCurve } from './training-curve.js';

/** What a training run says about entropy and reward. */
export interface RunAnalysis {
  readonly law: EntropyLaw;
  readonly diagnostics: ResidualDiagnostics;
  /** From all points: ceiling and what is left to gain. */
  readonly forecast: Forecast;
  /** From the first share alone, against what came: whether to trust a forecast of this kind of run. */
  readonly early: EarlyPrediction;
  readonly consumption: readonly Consumption[];
  readonly laws: readonly FittedLaw[];
  readonly verdict: Verdict;
}

export interface Verdict {
  /** `gain`: the interval of what is left to gain lies above 0; `loss`: below; `open`: it holds 0. */
  readonly kind: 'gain' | 'loss' | 'open';
  /** One or two sentences. */
  readonly text: string;
  /** Reasons not to trust the interval. */
  readonly cautions: readonly string[];
}

/**
 * Everything at once: the law, its residuals, the forecast, how good an early forecast would have been, the consumption
 * table, the rival laws, and a verdict on what is left to gain by spending the entropy that is left.
 *
 * @param curve - a run of at least 30/`fraction` points
 * @param options - `fraction` of the early forecast, default 0.15; `level`, default 0.95
 * @throws InvalidInputError when the curve is malformed or too short; the message says how many points are needed.
 *
 * @example
 * ```ts
 * import { analyzeRun, simulateCurve } from 'polity/entropy';
 * analyzeRun(simulateCurve({ points: 400 })).verdict.kind; // 'gain'
 * ```
 */
export function analyzeRun(
  curve: TrainingCurve,
  { fraction = 0.15, level = 0.95 }: { readonly fraction?: number; readonly level?: number } = {},
): RunAnalysis {
  const early = predictFromEarly(curve, { fraction, level });
  const law = fitEntropyLaw(curve, { level });
  const forecast = forecastReward(curve, { level });
  const laws = compareLaws(curve, { fraction });
  const parts = {
    law,
    forecast,
    early,
    laws,
    diagnostics: residualDiagnostics(law.residuals),
    consumption: consumption(curve),
  };
  return { ...parts, verdict: judge(curve, parts, level) };
}

function judge(
  { entropy }: TrainingCurve,
  { law, forecast, early, laws }: Pick<RunAnalysis, 'law' | 'forecast' | 'early' | 'laws'>,
  level: number,
): Verdict {
  const { estimate, interval } = forecast.leftToGain;
  const kind = interval.lower > 0 ? 'gain' : interval.upper < 0 ? 'loss' : 'open';
  const left = `${digits(estimate)} (${Math.round(100 * level)} % interval ${digits(interval.lower)} to ${digits(interval.upper)})`;
  const now = digits(entropy[entropy.length - 1]);
  const text = {
    gain: `Spending the ${now} nats that are left would gain ${left} of reward, up to a ceiling of ${digits(forecast.ceiling.estimate)}.`,
    loss: `Under the law, spending the ${now} nats that are left would change the reward by ${left}: entropy is not what this run buys reward with.`,
    open: `What the ${now} nats that are left would gain cannot be told from nothing: ${left}.`,
  }[kind];
  const cautions: string[] = [];
  const own = laws.find((fit) => fit.law === 'exponential');
  const [best] = laws;
  if (own && best.law !== 'exponential' && best.aicc < own.aicc - 10) {
    cautions.push(`A ${best.law} law (${best.formula}) fits better, with a ceiling of ${digits(best.ceiling)}.`);
  }
  if (law.r2 < 0.5) cautions.push(`The law explains only ${Math.round(100 * law.r2)} % of the variance of the reward.`);
  if (early.covered < 0.8) {
    cautions.push(
      `A forecast from the first ${early.fitted} points would have covered ${Math.round(100 * early.covered)} % of what came: this run bends away from its early law.`,
    );
  }
  return { kind, text, cautions };
}

function digits(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

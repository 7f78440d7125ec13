import type { Table } from '../../data/index.js';
import { checkInteger, checkOneOf, checkPositive, randomStream } from '../../foundation/index.js';
import { checkLevel, drawCounts, normalQuantile, type Estimate, type Interval } from '../../statistics/index.js';
import { amplification, phase, type Phase } from '../amplification.js';
import type { FidelityCurve, FidelityFamily } from '../fidelity-curve.js';
import { checkFanIn } from '../layer.js';
import type { ComputeLaw } from '../leaf-bias.js';
import { fitComputeLaw, type ComputeLawFit, type ComputeLawPart } from './compute-law-fit.js';
import { fitFidelity, type FidelityFit } from './fidelity-fit.js';
import { checkRunLog, type RunLogColumns } from './run-log.js';
import { fitCorrelation, type CorrelationFit, type CorrelationMethod } from './shared-correlation.js';

export interface CalibrateOptions extends RunLogColumns {
  /** Fan-in b at which α and s are estimated, odd; default 5. */
  readonly fanIn?: number;
  /** Message length m at which they are, in tokens; default the median of the messages. */
  readonly messageLength?: number;
  /** The family of the fidelity curve; default that of the least AICc. */
  readonly fidelityFamily?: FidelityFamily;
  /** How shared failures are told from difficulty; default rounds where there are any, else unanimity. */
  readonly correlationMethod?: CorrelationMethod;
  /** Nominal coverage of intervals, default 0.95. */
  readonly level?: number;
  /** Item bootstrap draws behind probabilities and recommendations, default 2,000. */
  readonly draws?: number;
  /** Seed of the draws, default 0. */
  readonly seed?: number;
}

/** The parts of a calibration that data may be too poor for. */
export type CalibrationPart = 'compute' | 'fidelity' | 'correlation' | 'amplification';

/** α and s of one layer of agents as measured. */
export interface AmplificationFit {
  readonly fanIn: number;
  readonly messageLength: number;
  /** γ at this length. */
  readonly fidelity: Estimate;
  /** α = γ (ρ + (1 − ρ) f_b′(0)). */
  readonly amplification: Estimate;
  readonly phase: Phase;
  /** Share of draws with α > 1. */
  readonly probabilityAmplifying: number;
  /** s = log_b α. */
  readonly exponent: Estimate;
  /** Share of draws with s > β; `null` without β. */
  readonly probabilitySynergy: number | null;
}

/** One draw of everything at once from the item bootstrap; `null` for what could not be estimated. */
export interface CalibrationDraw {
  readonly law: ComputeLaw | null;
  readonly fidelityCurve: FidelityCurve | null;
  readonly correlation: number | null;
}

/** What run logs say about the parameters of the theory. Each part is `null` where `reasons` says why. */
export interface Calibration {
  readonly runs: number;
  readonly items: number;
  readonly agents: number;
  readonly rounds: number;
  /** β and k of g(x) = min(1, k x^β). */
  readonly compute: ComputeLawFit | null;
  /** γ(m). */
  readonly fidelity: FidelityFit | null;
  /** ρ, raw and with difficulty taken out. */
  readonly correlation: CorrelationFit | null;
  readonly amplification: AmplificationFit | null;
  readonly reasons: Readonly<Record<CalibrationPart, string | null>>;
  /** Draw r of the item bootstrap, r from 0; see {@link calibrate}. */
  readonly draw: (replicate: number) => CalibrationDraw;
  readonly draws: number;
  readonly level: number;
}

/**
 * Calibrates the theory of budgeted organizations from a log of runs, one row a run: who answered which item (in which
 * round), with how many tokens, whether it was right; and, where a vote was passed on in a message, the message's
 * length, the vote sent and the vote received. Items are the sampling unit throughout.
 *
 * - **β**: correct ~ Bernoulli((1 + min(1, k x^β))/2) on the runs themselves, with cluster-robust (CR2) errors.
 * - **γ(m)**: every {@link FidelityCurve} family by maximum likelihood on sent and received votes, chosen by AICc.
 * - **ρ**: the raw pairwise correlation confuses shared failures with items that are hard for everybody, and the theory
 *   needs the former alone. Agents that share a round agree more than the same agents in different rounds of the same
 *   item by ρ(1 − u²), whatever the item's bias u: with repeated rounds no model is needed. Without them a mixture
 *   takes the excess of unanimous panels over a Beta-binomial for shared failures.
 * - **α, s**: interval from those of γ and ρ with their measured correlation over items; P(α > 1) and P(s > β) from
 *   the draws: an item bootstrap of all parameters at once, one Newton step from the estimate (a linear
 *   combination of the items' influences, so that a draw costs O(items)).
 *
 * What the log is too poor for is `null`, with the reason. Cost: about a second for 10⁵ runs.
 *
 * @param table - the log; see {@link RunLogColumns} for its columns
 * @throws InvalidInputError naming file, row and column of a cell that is missing, not binary, not positive, or repeats
 * agent, item and round; or an option out of range
 * @see arXiv 2601.17311, Section 2 (measurable parameters). R. M. Bell, D. F. McCaffrey, Survey Methodology 28 (2002)
 * 169 (CR2); K. P. Burnham, D. R. Anderson, Model Selection and Multimodel Inference (2002), section 4.3 (average over
 * curves); W. R. Schucany, S. Wang, JRSS B 53 (1991) 587 (one-step bootstrap); G. Y. Zou, A. Donner, Statistics in
 * Medicine 27 (2008) 1693 (interval of α); C. Varin, N. Reid, D. Firth, Statistica Sinica 21 (2011) 5 (composite
 * likelihood of several panels an item). The separation of ρ from difficulty is this library's.
 *
 * @example
 * ```ts
 * import { calibrate, syntheticRuns } from 'polity/organization';
 * const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.2, rounds: 3 });
 * const { compute, correlation, reasons } = calibrate(runs);
 * correlation!.raw.estimate > correlation!.shared!.interval.upper; // true
 * reasons.fidelity; // 'the log has no messages'
 * ```
 */
export function calibrate(table: Table, options: CalibrateOptions = {}): Calibration {
  const { fanIn = 5, fidelityFamily, correlationMethod, level = 0.95, draws = 2000, seed = 0 } = options;
  checkFanIn(fanIn);
  checkLevel('level', level);
  checkInteger('draws', draws, { min: 1 });
  checkInteger('seed', seed, { min: 0 });
  if (options.messageLength !== undefined) checkPositive('messageLength', options.messageLength);
  if (correlationMethod !== undefined) checkOneOf('correlationMethod', correlationMethod, ['rounds', 'unanimity']);
  const log = checkRunLog(table, options);
  const compute = orReason(fitComputeLaw(log, level));
  const law = compute.value?.fit.law ?? null;
  const fidelity = orReason(fitFidelity(log, fidelityFamily, level));
  const correlation = orReason(fitCorrelation(log, law, correlationMethod, level));
  const shared = correlation.value?.fit.shared ?? null;

  const counts = new Int32Array(Math.max(1, log.items));
  const draw = (replicate: number): CalibrationDraw => {
    drawCounts(counts, { seed, replicate });
    const shift = (influence: Float64Array) => influence.reduce((sum, value, i) => sum + (counts[i] - 1) * value, 0);
    return {
      law: law && compute.value ? movedLaw(compute.value, shift) : null,
      fidelityCurve: fidelity.value?.moved(counts, randomStream(seed, draws + replicate).uniform()) ?? null,
      correlation: shared ? Math.min(1, Math.max(0, shared.unbounded + shift(correlation.value!.influence!))) : null,
    };
  };

  const amplified = (): AmplificationFit | string => {
    if (!fidelity.value) return `needs the fidelity of messages: ${fidelity.reason}`;
    if (!shared) return `needs the shared correlation: ${correlation.reason ?? correlation.value?.fit.reason}`;
    const messageLength = options.messageLength ?? medianLength(fidelity.value.fit);
    const at = fidelity.value.at(messageLength);
    return estimateAmplification({
      fanIn,
      messageLength,
      fidelity: at.estimate,
      correlation: shared,
      together: correlationOf(at.influence, correlation.value!.influence!),
      beta: compute.value?.fit.beta.estimate ?? null,
      betaShift: compute.value?.influence.beta ?? null,
      fidelityShift: at.influence,
      correlationShift: correlation.value!.influence!,
      draws,
      seed,
      level,
    });
  };
  const amplificationFit = orReason(amplified());
  return {
    runs: log.runs,
    items: log.items,
    agents: log.agents.length,
    rounds: log.rounds,
    compute: compute.value?.fit ?? null,
    fidelity: fidelity.value?.fit ?? null,
    correlation: correlation.value?.fit ?? null,
    amplification: amplificationFit.value,
    reasons: {
      compute: compute.reason ?? (law ? null : 'bias does not grow with compute (β̂ ≤ 0): the theory has no such law'),
      fidelity: fidelity.reason,
      correlation: correlation.reason ?? correlation.value?.fit.reason ?? null,
      amplification: amplificationFit.reason,
    },
    draw,
    draws,
    level,
  };
}

/** A law moved by a draw; where that takes β to 0 or below, the law is flat at the bias of the middle of the tokens. */
function movedLaw({ fit, influence }: ComputeLawPart, shift: (influence: Float64Array) => number): ComputeLaw {
  const beta = fit.beta.estimate + shift(influence.beta);
  const scale = fit.scale.estimate * Math.exp(shift(influence.logScale));
  const middle = Math.sqrt(fit.tokens.min * fit.tokens.max);
  return beta > FLAT ? { scale, beta } : { scale: scale * middle ** (beta - FLAT), beta: FLAT };
}

/** The theory has no β of 0. */
const FLAT = 1e-6;

function medianLength({ measured, messages }: FidelityFit): number {
  let seen = 0;
  return measured.find(({ trials }) => 2 * (seen += trials) >= messages)!.messageLength;
}

function orReason<Value extends object>(result: Value | string) {
  return typeof result === 'string' ? { value: null, reason: result } : { value: result, reason: null };
}

function correlationOf(a: Float64Array, b: Float64Array): number {
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    aa += a[i] * a[i];
    bb += b[i] * b[i];
    ab += a[i] * b[i];
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function estimateAmplification({
  fanIn,
  messageLength,
  fidelity,
  correlation,
  together,
  beta,
  betaShift,
  fidelityShift,
  correlationShift,
  draws,
  seed,
  level,
}: {
  readonly fanIn: number;
  readonly messageLength: number;
  readonly fidelity: Estimate;
  readonly correlation: Estimate & { readonly unbounded: number };
  readonly together: number;
  readonly beta: number | null;
  readonly betaShift: Float64Array | null;
  readonly fidelityShift: Float64Array;
  readonly correlationShift: Float64Array;
  readonly draws: number;
  readonly seed: number;
  readonly level: number;
}): AmplificationFit {
  const gain = (rho: number) => amplification({ fanIn, fidelity: 1, correlation: rho });
  const alpha = fidelity.estimate * gain(correlation.estimate);
  const interval = productInterval(
    { estimate: fidelity.estimate, ...ends(fidelity.interval) },
    // The gain falls with ρ.
    {
      estimate: gain(correlation.estimate),
      lower: gain(correlation.interval.upper),
      upper: gain(correlation.interval.lower),
    },
    -together,
    level,
  );
  const counts = new Int32Array(fidelityShift.length);
  const fullGain = gain(0);
  let [amplifying, synergy] = [0, 0];
  for (let replicate = 0; replicate < draws; replicate++) {
    drawCounts(counts, { seed, replicate });
    let [moveFidelity, moveCorrelation, moveBeta] = [0, 0, 0];
    for (let i = 0; i < counts.length; i++) {
      const times = counts[i] - 1;
      moveFidelity += times * fidelityShift[i];
      moveCorrelation += times * correlationShift[i];
      if (betaShift) moveBeta += times * betaShift[i];
    }
    const gamma = Math.min(1, Math.max(0, fidelity.estimate + moveFidelity));
    const rho = Math.min(1, Math.max(0, correlation.unbounded + moveCorrelation));
    const drawn = gamma * (rho + (1 - rho) * fullGain);
    if (drawn > 1) amplifying++;
    if (beta !== null && Math.log(drawn) > (beta + moveBeta) * Math.log(fanIn)) synergy++;
  }
  const z = normalQuantile((1 + level) / 2);
  const method =
    'γ times the gain of ρ; MOVER of their intervals with their correlation over items; chances from one-step item bootstrap draws';
  const logFanIn = Math.log(fanIn);
  return {
    fanIn,
    messageLength,
    fidelity,
    amplification: {
      estimate: alpha,
      standardError: (interval.upper - interval.lower) / (2 * z),
      interval,
      n: correlation.n,
      method,
    },
    phase: phase({ fanIn, fidelity: fidelity.estimate, correlation: correlation.estimate }),
    probabilityAmplifying: amplifying / draws,
    exponent: {
      estimate: Math.log(alpha) / logFanIn,
      standardError: (interval.upper - interval.lower) / (2 * z * alpha * logFanIn),
      interval: { lower: Math.log(interval.lower) / logFanIn, upper: Math.log(interval.upper) / logFanIn, level },
      n: correlation.n,
      method: `log α / log b of: ${method}`,
    },
    probabilitySynergy: beta === null ? null : synergy / draws,
  };
}

function ends({ lower, upper }: Interval) {
  return { lower, upper };
}

interface WithEnds {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Interval of a product from those of its factors: the method of variance estimates recovery on the logarithms. */
function productInterval(a: WithEnds, b: WithEnds, together: number, level: number): Interval {
  const side = (end: 'lower' | 'upper') => {
    const [x, y] = [Math.log(a[end] / a.estimate), Math.log(b[end] / b.estimate)];
    return Math.sqrt(Math.max(0, x * x + y * y + 2 * together * x * y));
  };
  const estimate = a.estimate * b.estimate;
  if (estimate === 0) return { lower: 0, upper: a.upper * b.upper, level };
  return {
    lower: a.lower > 0 ? estimate * Math.exp(-side('lower')) : 0,
    upper: estimate * Math.exp(side('upper')),
    level,
  };
}

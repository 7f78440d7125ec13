import { checkInteger, checkNumber, checkOneOf, checkPositive, InvalidInputError } from '../foundation/index.js';
import type { RandomStream } from '../foundation/index.js';
import { largestFirst } from './largest-first.js';
import { fillTokenCovariance } from './token-covariance.js';

/**
 * `ppo`: clipped surrogate. `clip_higher`: the same with a wider upper clip. `clip_cov`: random tokens of high covariance
 * get no gradient. `kl_cov`: the tokens of highest covariance pay for moving. The names are those of verl.
 */
export type LossMode = (typeof lossModes)[number];
export const lossModes = ['ppo', 'clip_higher', 'clip_cov', 'kl_cov'] as const;

/** The constants of the losses; each mode reads its own. */
export interface LossOptions {
  /** Default `'ppo'`. */
  readonly mode?: LossMode;
  /** Lower clip ε of the ratio; default 0.2, and 1 for `clip_cov`. */
  readonly clipLow?: number;
  /** Upper clip ε of the ratio; default 0.2, 0.28 for `clip_higher`, 1 for `clip_cov`. */
  readonly clipHigh?: number;
  /** `clip_cov`: share r of the tokens that lose their gradient, in (0, 1]; default 2·10⁻⁴. */
  readonly clipRatio?: number;
  /** `clip_cov`: candidates have covariance above this; default 1. */
  readonly covarianceLow?: number;
  /** `clip_cov`: and below this; default 5. */
  readonly covarianceHigh?: number;
  /** `kl_cov`: share k of the tokens that are penalised, in (0, 1]; default 2·10⁻³. */
  readonly klRatio?: number;
  /** `kl_cov`: weight β of the penalty; default 1. */
  readonly klCoefficient?: number;
  /** Of the random choice in `clip_cov`; default 0. */
  readonly seed?: number;
}

export type LossSetting = Required<Omit<LossOptions, 'seed'>>;

/** Options with the defaults of their mode, checked. */
export function lossSetting({ mode = 'ppo', ...options }: LossOptions = {}): LossSetting {
  checkOneOf('mode', mode, lossModes);
  const clip = mode === 'clip_cov' ? 1 : 0.2;
  const {
    clipLow = clip,
    clipHigh = mode === 'clip_higher' ? 0.28 : clip,
    clipRatio = 2e-4,
    covarianceLow = 1,
    covarianceHigh = 5,
    klRatio = 2e-3,
    klCoefficient = 1,
    seed = 0,
  } = options;
  checkNumber('clipLow', clipLow, { min: 0, max: 1 });
  checkNumber('clipHigh', clipHigh, { min: 0 });
  checkShare('clipRatio', clipRatio);
  checkShare('klRatio', klRatio);
  checkNumber('klCoefficient', klCoefficient, { min: 0 });
  checkInteger('seed', seed, { min: 0 });
  if (!(covarianceLow < covarianceHigh)) {
    throw new InvalidInputError('covarianceLow', covarianceLow, `be less than covarianceHigh, ${covarianceHigh}`);
  }
  return { mode, clipLow, clipHigh, clipRatio, covarianceLow, covarianceHigh, klRatio, klCoefficient };
}

function checkShare(name: string, share: number): void {
  checkPositive(name, share);
  checkNumber(name, share, { max: 1 });
}

/** Where the kernel works and leaves its results; made once for a training run. */
export interface LossBuffers {
  /** dLoss/dlog π of each token; written for the valid tokens. */
  readonly gradient: Float64Array;
  readonly covariance: Float64Array;
  /** 1 where Clip-Cov took the gradient away or KL-Cov added its penalty. */
  readonly touched: Uint8Array;
  /** 1 where the PPO clip binds. */
  readonly clipped: Uint8Array;
  readonly candidates: Int32Array;
  loss: number;
  touchedCount: number;
  clippedCount: number;
}

export function lossBuffers(tokens: number): LossBuffers {
  return {
    gradient: new Float64Array(tokens),
    covariance: new Float64Array(tokens),
    touched: new Uint8Array(tokens),
    clipped: new Uint8Array(tokens),
    candidates: new Int32Array(tokens),
    loss: 0,
    touchedCount: 0,
    clippedCount: 0,
  };
}

export interface KernelTokens {
  readonly oldLogp: ArrayLike<number>;
  readonly logp: ArrayLike<number>;
  readonly advantages: ArrayLike<number>;
  readonly valid: Int32Array;
  /** How many of `valid` count. */
  readonly count: number;
}

/** Token-mean loss of a batch and its gradient with respect to each log-probability; allocates nothing. */
export function computeLoss(
  buffers: LossBuffers,
  tokens: KernelTokens,
  setting: LossSetting,
  stream: RandomStream,
): void {
  if (setting.mode === 'kl_cov') klCov(buffers, tokens, setting);
  else clipped(buffers, tokens, setting);
  if (setting.mode === 'clip_cov') clipCov(buffers, tokens, setting, stream);
}

function clipped(
  buffers: LossBuffers,
  { oldLogp, logp, advantages, valid, count }: KernelTokens,
  { clipLow, clipHigh }: LossSetting,
): void {
  const { gradient, touched, clipped } = buffers;
  let [loss, binds] = [0, 0];
  for (let t = 0; t < count; t++) {
    const i = valid[t];
    const a = advantages[i];
    const ratio = Math.exp(logp[i] - oldLogp[i]);
    const free = -a * ratio;
    const held = -a * Math.min(Math.max(ratio, 1 - clipLow), 1 + clipHigh);
    touched[i] = 0;
    if (held > free) {
      clipped[i] = 1;
      binds++;
      loss += held;
      gradient[i] = 0;
    } else {
      clipped[i] = 0;
      loss += free;
      gradient[i] = free / count;
    }
  }
  buffers.loss = loss / count;
  buffers.clippedCount = binds;
  buffers.touchedCount = 0;
}

/** Takes the loss of randomly chosen candidates away; they stay in the denominator. */
function clipCov(
  buffers: LossBuffers,
  tokens: KernelTokens,
  { clipRatio, covarianceLow, covarianceHigh }: LossSetting,
  stream: RandomStream,
): void {
  const { gradient, touched, clipped, covariance, candidates } = buffers;
  const { valid, count } = tokens;
  fillTokenCovariance(covariance, tokens);
  let found = 0;
  for (let t = 0; t < count; t++) {
    const i = valid[t];
    if (clipped[i] === 0 && covariance[i] > covarianceLow && covariance[i] < covarianceHigh) candidates[found++] = i;
  }
  const n = Math.min(found, Math.max(Math.floor(clipRatio * count), 1));
  for (let drawn = 0; drawn < n; drawn++) {
    const at = drawn + stream.below(found - drawn);
    const i = candidates[at];
    candidates[at] = candidates[drawn];
    candidates[drawn] = i;
    touched[i] = 1;
    // A token's free loss is −Aρ, which is also its gradient.
    buffers.loss -= gradient[i];
    gradient[i] = 0;
  }
  buffers.touchedCount = n;
}

function klCov(buffers: LossBuffers, tokens: KernelTokens, { klRatio, klCoefficient }: LossSetting): void {
  const { gradient, touched, clipped, covariance, candidates } = buffers;
  const { oldLogp, logp, advantages, valid, count } = tokens;
  let loss = 0;
  for (let t = 0; t < count; t++) {
    const i = valid[t];
    const free = -advantages[i] * Math.exp(logp[i] - oldLogp[i]);
    loss += free;
    gradient[i] = free / count;
    touched[i] = 0;
    clipped[i] = 0;
    candidates[t] = i;
  }
  fillTokenCovariance(covariance, tokens);
  const n = Math.max(1, Math.floor(count * klRatio));
  largestFirst(candidates, covariance, count, n);
  for (let rank = 0; rank < n; rank++) {
    const i = candidates[rank];
    const moved = logp[i] - oldLogp[i];
    touched[i] = 1;
    loss += klCoefficient * Math.abs(moved);
    gradient[i] += (klCoefficient * Math.sign(moved)) / count;
  }
  buffers.loss = loss / count;
  buffers.clippedCount = 0;
  buffers.touchedCount = n;
}

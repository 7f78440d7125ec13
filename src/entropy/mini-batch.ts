import type { Rollout } from './rollout.js';
import type { TokenChain } from './token-chain.js';

/** The tokens of one update with the states they stand in; made once, filled for every update. */
export interface MiniBatch {
  /** Row (prompt · positions + position) of every token of the rollout. */
  readonly rowOf: Int32Array;
  /** Log-probability of the batch's tokens under the present policy. */
  readonly logp: Float64Array;
  /** The batch's tokens, the first `count` of these. */
  readonly valid: Int32Array;
  count: number;
  /** The rows that the tokens stand in, the first `rowCount` of these. */
  readonly rows: Int32Array;
  rowCount: number;
  /** Tokens of the batch in each row. */
  readonly visits: Int32Array;
  /** dLoss/dlog π summed over the tokens of a row. */
  readonly pull: Float64Array;
  /** Present probabilities and dLoss/dlogits of the batch's rows. */
  readonly probabilities: Float64Array;
  readonly gradient: Float64Array;
  readonly logSum: Float64Array;
}

/** Terms that need the whole distribution of a state. */
export interface Regularizers {
  readonly entropyCoefficient: number;
  readonly referenceCoefficient: number;
  /** Log-probabilities of the reference policy, if there is one. */
  readonly reference: Float64Array | null;
}

export function newMiniBatch(
  { prompts, positions, vocabulary }: TokenChain,
  { tokens, responses }: Rollout,
): MiniBatch {
  const rows = prompts * positions;
  const perPrompt = responses * positions;
  return {
    rowOf: Int32Array.from(tokens, (_, i) => Math.floor(i / perPrompt) * positions + (i % positions)),
    logp: new Float64Array(tokens.length),
    valid: new Int32Array(tokens.length),
    count: 0,
    rows: new Int32Array(rows),
    rowCount: 0,
    visits: new Int32Array(rows),
    pull: new Float64Array(rows),
    probabilities: new Float64Array(rows * vocabulary),
    gradient: new Float64Array(rows * vocabulary),
    logSum: new Float64Array(rows),
  };
}

/** Takes the tokens of the responses `order[from] … order[to − 1]` and evaluates the present policy on them. */
export function takeResponses(
  batch: MiniBatch,
  { tokens }: Rollout,
  { positions, vocabulary }: TokenChain,
  logits: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
): void {
  const { rowOf, logp, valid, rows, visits, pull, gradient, logSum } = batch;
  let [count, rowCount] = [0, 0];
  for (let at = from; at < to; at++) {
    const first = order[at] * positions;
    for (let i = first; i < first + positions; i++) {
      const row = rowOf[i];
      if (visits[row]++ === 0) {
        rows[rowCount++] = row;
        pull[row] = 0;
        gradient.fill(0, row * vocabulary, (row + 1) * vocabulary);
        evaluateRow(batch, logits, row * vocabulary, vocabulary, row);
      }
      valid[count++] = i;
      logp[i] = logits[row * vocabulary + tokens[i]] - logSum[row];
    }
  }
  batch.count = count;
  batch.rowCount = rowCount;
}

function evaluateRow(
  { probabilities, logSum }: MiniBatch,
  logits: Float64Array,
  start: number,
  vocabulary: number,
  row: number,
): void {
  const end = start + vocabulary;
  let largest = logits[start];
  for (let i = start + 1; i < end; i++) if (logits[i] > largest) largest = logits[i];
  let sum = 0;
  for (let i = start; i < end; i++) sum += probabilities[i] = Math.exp(logits[i] - largest);
  for (let i = start; i < end; i++) probabilities[i] /= sum;
  logSum[row] = largest + Math.log(sum);
}

/**
 * Turns the slopes of the loss in the log-probabilities into slopes in the logits, Σ g (1[a = token] − πₐ) in every row,
 * and adds those of the regularizers, weighted by the row's share of the tokens.
 */
export function backToLogits(
  batch: MiniBatch,
  { tokens }: Rollout,
  logits: Float64Array,
  slopes: Float64Array,
  regularizers: Regularizers,
): void {
  const { rowOf, valid, count, rows, rowCount, visits, pull, probabilities, gradient } = batch;
  const vocabulary = probabilities.length / visits.length;
  for (let t = 0; t < count; t++) {
    const i = valid[t];
    const row = rowOf[i];
    gradient[row * vocabulary + tokens[i]] += slopes[i];
    pull[row] += slopes[i];
  }
  const regularized = regularizers.entropyCoefficient > 0 || regularizers.referenceCoefficient > 0;
  for (let r = 0; r < rowCount; r++) {
    const row = rows[r];
    const start = row * vocabulary;
    for (let i = start; i < start + vocabulary; i++) gradient[i] -= pull[row] * probabilities[i];
    if (regularized) regularizeRow(batch, logits, row, vocabulary, regularizers);
    visits[row] = 0;
  }
}

function regularizeRow(
  { count, visits, probabilities, gradient, logSum }: MiniBatch,
  logits: Float64Array,
  row: number,
  vocabulary: number,
  { entropyCoefficient, referenceCoefficient, reference }: Regularizers,
): void {
  const [start, end] = [row * vocabulary, (row + 1) * vocabulary];
  let [entropy, divergence] = [0, 0];
  for (let i = start; i < end; i++) {
    const l = logits[i] - logSum[row];
    entropy -= probabilities[i] * l;
    if (reference) divergence += probabilities[i] * (l - reference[i]);
  }
  const share = visits[row] / count;
  for (let i = start; i < end; i++) {
    const l = logits[i] - logSum[row];
    const bonus = entropyCoefficient * (l + entropy);
    const leash = reference ? referenceCoefficient * (l - reference[i] - divergence) : 0;
    gradient[i] += share * probabilities[i] * (bonus + leash);
  }
}

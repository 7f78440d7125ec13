import { randomWords } from '../foundation/index.js';
import { STATE_WORDS, defineChance, majorityTreeKernel, streams } from './majority-tree-kernel.js';

/** Trees that have passed the door. */
export interface LiteralTrees {
  readonly fanIn: number;
  /** Fidelity of the channels into each level, from those of the leaves up; its length is the depth. */
  readonly fidelity: Float64Array;
  readonly correlation: number;
  readonly leafBias: number;
  readonly trials: number;
  readonly seed: number;
  /** Index of the first random stream; each 128 trials use one. */
  readonly firstStream: number;
  /** Called now and then with the leaves simulated so far; may throw to end the work. */
  readonly onLeaves: (leaves: number) => void;
}

export interface LiteralVotes {
  /** Votes that were right (+1), over all trials, by level; level 0 is the leaves. */
  readonly right: Float64Array;
  /** ±1 of each trial's root. */
  readonly root: Int8Array;
}

/** Trials in a vector. */
const LANES = 128;
/** Leaves of one vector between two looks at the outside world, some 30 ms of work. */
const LEAVES_PER_STEP = 1_000_000;
/** Inputs that the kernel receives at once, unless one node has more. */
const INPUTS = 64;

/** Whole trees, every leaf, channel, shared failure and majority drawn, 128 trials at a time. */
export function literalTree(trees: LiteralTrees): LiteralVotes {
  const { fanIn, fidelity, correlation, leafBias, trials, seed, firstStream, onLeaves } = trees;
  const depth = fidelity.length;
  const leaves = fanIn ** depth;
  const kernel = majorityTreeKernel();
  const channels = [...new Set(fidelity)];
  kernel.plantTrees(fanIn, depth, streams.channels + channels.length);
  defineChance(kernel, streams.coin, 0.5);
  defineChance(kernel, streams.leaf, (1 + leafBias) / 2);
  defineChance(kernel, streams.shared, correlation);
  channels.forEach((level, i) => defineChance(kernel, streams.channels + i, (1 - level) / 2));
  fidelity.forEach((level, below) => kernel.layChannel(below + 1, streams.channels + channels.indexOf(level)));

  const state = new Uint32Array(kernel.memory.buffer, kernel.STATE.value, STATE_WORDS);
  const counts = new BigUint64Array(kernel.memory.buffer, kernel.RIGHT.value, depth + 1);
  const roots = new Uint32Array(kernel.memory.buffer, kernel.ROOT.value, LANES / 32);
  const batch = fanIn > INPUTS ? fanIn : Math.floor(INPUTS / fanIn) * fanIn;
  const batches = Math.ceil(LEAVES_PER_STEP / batch);
  const right = new Float64Array(depth + 1);
  const root = new Int8Array(trials);
  let reported = 0;
  const report = (done: number): void => {
    if (done < reported + LEAVES_PER_STEP * LANES && done < trials * leaves) return;
    onLeaves((reported = done));
  };
  for (let first = 0; first < trials; first += LANES) {
    const lanes = Math.min(LANES, trials - first);
    const mask = (1n << BigInt(lanes)) - 1n;
    state.set(randomWords(seed, firstStream + first / LANES, STATE_WORDS));
    kernel.beginTrees(mask & 0xffff_ffff_ffff_ffffn, mask >> 64n);
    for (let step = 1; !kernel.growTrees(batches); step++) report(first * leaves + step * batches * batch * lanes);
    for (let level = 0; level <= depth; level++) right[level] += Number(counts[level]);
    for (let lane = 0; lane < lanes; lane++) root[first + lane] = (roots[lane >> 5] >>> (lane & 31)) & 1 ? 1 : -1;
    report((first + lanes) * leaves);
  }
  return { right, root };
}

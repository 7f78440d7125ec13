/**
 * Whole trees of majority votes for 128 trials at once, depth first: votes wait at a level only until a batch of nodes
 * has all its inputs, so memory grows with fan-in and depth and not with the number of leaves. Everything is drawn for
 * every leaf and node: the leaf's vote, the flip of every message, whether a node's inputs share one vote, and the
 * coin that an even number of inputs needs.
 *
 * The host defines the streams (see bernoulli-streams.as.ts), calls `plantTrees`, and for each block of 128 trials
 * writes the generator's state, calls `beginTrees` and then `growTrees` until it says that the roots have voted.
 */
import { CAPACITY, COIN, restartStreams, take } from './bernoulli-streams.as';
export { STATE, defineStream, take } from './bernoulli-streams.as';

/** The streams beside that of coins, number 0; those of the channels follow, in the order of the host. */
const LEAF: usize = 1;
const SHARED: usize = 2;

/** Where the host reads: trials whose root was right, and the number of right votes of each level. */
export const ROOT: usize = 32768;
export const RIGHT: usize = ROOT + 16;
const LEVELS: usize = 32;
/** Of each level: the stream of the channels into it, how many votes wait for its nodes, and where. */
const CHANNEL: usize = RIGHT + LEVELS * 8;
const WAITING: usize = CHANNEL + LEVELS * 4;
const INBOX: usize = WAITING + LEVELS * 4;
/** Binary digits of a running count of votes. */
const COUNT: usize = INBOX + LEVELS * 4;
const RECEIVED: usize = COUNT + 32 * 16;
const INBOXES: usize = RECEIVED + CAPACITY * 16;

let fanIn: usize = 3;
let depth: usize = 0;
let even: usize = 0;
let streams: usize = 0;
/** Inputs that are received at once: those of some nodes, or a part of the inputs of one node with more than fit. */
let batch: usize = 0;
/** Inputs that wait at a level before they are received. */
let inboxSize: usize = 0;
let leaves: usize = 0;
let leavesLeft: usize = 0;
let countDigits: usize = 0;
let lowTrials: u64 = 0;
let highTrials: u64 = 0;

/** Sets the shape of the trees and returns the bytes of memory they need. */
export function plantTrees(treeFanIn: usize, treeDepth: usize, streamCount: usize): usize {
  fanIn = treeFanIn;
  depth = treeDepth;
  streams = streamCount;
  even = 1 - (fanIn & 1);
  const wide = fanIn > CAPACITY;
  batch = wide ? ceilDivide(fanIn, ceilDivide(fanIn, CAPACITY)) : (CAPACITY / fanIn) * fanIn;
  inboxSize = wide ? fanIn : batch;
  countDigits = 0;
  while (<usize>1 << countDigits < neededVotes()) countDigits++;
  leaves = 1;
  let end = INBOXES;
  for (let level: usize = 1; level <= depth; level++) {
    leaves *= fanIn;
    store<u32>(INBOX + level * 4, end);
    if (level > 1) end += inboxSize * 16;
  }
  return end;
}

/** Says which stream flips the messages into the nodes of a level. */
export function layChannel(level: usize, stream: usize): void {
  store<u32>(CHANNEL + level * 4, stream);
}

/** Begins 128 trials, of which those in the mask are counted. */
export function beginTrees(low: u64, high: u64): void {
  lowTrials = low;
  highTrials = high;
  leavesLeft = leaves;
  memory.fill(RIGHT, 0, LEVELS * 8);
  memory.fill(WAITING, 0, LEVELS * 4);
  restartStreams(streams, batch);
}

/** Grows the trees by `batches` batches of leaves and all that follows from them; true when the roots have voted. */
export function growTrees(batches: i32): bool {
  if (!depth) {
    send(0, v128.load(take(LEAF, 1)));
    return true;
  }
  for (; batches > 0 && leavesLeft > 0; batches--) {
    const inputs = min(inboxSize, leavesLeft);
    leavesLeft -= inputs;
    fillNodes(1, inputs);
  }
  if (leavesLeft) return false;
  // Batches that the tree's end left incomplete; their nodes are complete.
  for (let level: usize = 2; level <= depth; level++) {
    const inputs = <usize>load<u32>(WAITING + level * 4);
    if (inputs) fillNodes(level, inputs);
  }
  return true;
}

/** Lets the nodes of a level that `inputs` votes are enough for decide, and with them all nodes that this completes. */
function fillNodes(level: usize, inputs: usize): void {
  while (true) {
    store<u32>(WAITING + level * 4, 0);
    if (fanIn > CAPACITY) send(level, wideNode(level));
    else narrowNodes(level, inputs);
    level++;
    if (level > depth || load<u32>(WAITING + level * 4) < <u32>inboxSize) return;
    inputs = inboxSize;
  }
}

/** Nodes whose inputs are received together. */
function narrowNodes(level: usize, inputs: usize): void {
  receive(level, 0, inputs);
  let shared = take(SHARED, inputs / fanIn);
  for (let votes = RECEIVED; votes < RECEIVED + inputs * 16; votes += fanIn * 16) {
    let majority: v128;
    if (fanIn == 3) majority = majority3(votes);
    else if (fanIn == 5) majority = majority5(votes);
    else if (fanIn == 7) majority = majority7(votes);
    else {
      beginCount();
      addVotes(votes, fanIn);
      majority = countedMajority();
    }
    send(level, v128.bitselect(v128.load(votes), majority, v128.load(shared)));
    shared += 16;
  }
}

/** A node whose inputs are received by the piece. */
function wideNode(level: usize): v128 {
  let first = i64x2.splat(0);
  beginCount();
  for (let from: usize = 0; from < fanIn; from += batch) {
    const inputs = min(batch, fanIn - from);
    receive(level, from, inputs);
    if (!from) first = v128.load(RECEIVED);
    addVotes(RECEIVED, inputs);
  }
  return v128.bitselect(first, countedMajority(), v128.load(take(SHARED, 1)));
}

/** Draws or reads votes that were sent to a level, counts the right ones and passes them through their channels. */
function receive(level: usize, from: usize, inputs: usize): void {
  const sent = level == 1 ? take(LEAF, inputs) : <usize>load<u32>(INBOX + level * 4) + from * 16;
  const flips = take(load<u32>(CHANNEL + level * 4), inputs);
  let right: u64 = 0;
  for (let i: usize = 0; i < inputs * 16; i += 16) {
    right += popcnt(load<u64>(sent + i) & lowTrials) + popcnt(load<u64>(sent + i, 8) & highTrials);
    v128.store(RECEIVED + i, v128.xor(v128.load(sent + i), v128.load(flips + i)));
  }
  store<u64>(RIGHT + (level - 1) * 8, load<u64>(RIGHT + (level - 1) * 8) + right);
}

/** Hands the vote of a node of a level to the next level, or out of the tree. */
function send(level: usize, vote: v128): void {
  if (level == depth) {
    v128.store(ROOT, vote);
    store<u64>(RIGHT + level * 8, popcnt(load<u64>(ROOT) & lowTrials) + popcnt(load<u64>(ROOT, 8) & highTrials));
    return;
  }
  const above = (level + 1) * 4;
  const waiting = load<u32>(WAITING + above);
  v128.store(load<u32>(INBOX + above) + waiting * 16, vote);
  store<u32>(WAITING + above, waiting + 1);
}

// @ts-ignore: decorator
@inline
function majorityOf(a: v128, b: v128, c: v128): v128 {
  return v128.or(v128.and(a, b), v128.and(c, v128.or(a, b)));
}

function majority3(votes: usize): v128 {
  return majorityOf(v128.load(votes), v128.load(votes, 16), v128.load(votes, 32));
}

/** a + b + c = 2·carry + one: at least three of five when both carries, or either and the last one. */
function majority5(votes: usize): v128 {
  const a = v128.load(votes), b = v128.load(votes, 16), c = v128.load(votes, 32);
  const d = v128.load(votes, 48), e = v128.load(votes, 64);
  const one = v128.xor(v128.xor(a, b), c);
  const carry = majorityOf(a, b, c), carried = majorityOf(one, d, e);
  return v128.or(v128.and(carry, carried), v128.and(v128.or(carry, carried), v128.xor(v128.xor(one, d), e)));
}

/** At least four of seven: at least two of the three carries. */
function majority7(votes: usize): v128 {
  const a = v128.load(votes), b = v128.load(votes, 16), c = v128.load(votes, 32);
  const d = v128.load(votes, 48), e = v128.load(votes, 64), f = v128.load(votes, 80), g = v128.load(votes, 96);
  const ones = majorityOf(v128.xor(v128.xor(a, b), c), v128.xor(v128.xor(d, e), f), g);
  return majorityOf(majorityOf(a, b, c), majorityOf(d, e, f), ones);
}

/** Votes that make a majority; an even number of inputs and a coin are an odd number of votes. */
function neededVotes(): usize {
  return (fanIn + even + 1) >> 1;
}

/** The count starts so high that a majority carries into its highest digit, number `countDigits`. */
function beginCount(): void {
  const start = (<usize>1 << countDigits) - neededVotes();
  for (let digit: usize = 0; digit <= countDigits; digit++) {
    v128.store(COUNT + digit * 16, i64x2.splat(-(<i64>((start >> digit) & 1))));
  }
}

/** Adds votes to the count, two at a time. */
function addVotes(votes: usize, n: usize): void {
  const end = votes + n * 16;
  const last = COUNT + countDigits * 16;
  for (; votes < end; votes += 32) {
    const a = v128.load(votes), b = votes + 16 < end ? v128.load(votes, 16) : i64x2.splat(0), ones = v128.load(COUNT);
    v128.store(COUNT, v128.xor(v128.xor(a, b), ones));
    let carry = majorityOf(a, b, ones);
    for (let digit = COUNT + 16; digit <= last; digit += 16) {
      const old = v128.load(digit);
      v128.store(digit, v128.xor(old, carry));
      carry = v128.and(carry, old);
    }
  }
}

function countedMajority(): v128 {
  if (even) addVotes(take(COIN, 1), 1);
  return v128.load(COUNT + countDigits * 16);
}

function ceilDivide(a: usize, b: usize): usize {
  return (a + b - 1) / b;
}

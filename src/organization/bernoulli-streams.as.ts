/**
 * Streams of Bernoulli votes for 128 trials at once: one bit of a 128-bit vector is one trial.
 *
 * A vote with chance p is [U < p] for a uniform U written in binary. U < p exactly when, at the first digit where the
 * two differ, p has a 1. Whether a digit of U agrees with that of p is a fair coin whatever p is, so random bits are
 * read as agreements a₁, a₂, …: with A_k = a₁ ∧ … ∧ a_k and the digits p₁p₂… of p,
 *
 *     vote = p₁ ⊕ ⊕_{k: p_k ≠ p_{k+1}} A_k,     k = 1 … 8 .
 *
 * After eight digits a share 1/256 of the trials still agrees with p. Their votes have the chance p₉p₁₀… (the tail of
 * p), and no bit read so far says anything about them. Each stream therefore keeps a spare vector of votes drawn with
 * that chance; a trial that needs one takes its own bit of it, once, and when a trial finds its bit spent all spent
 * bits are drawn anew, eight digits at a time to the last of 64. So p is exact to 2⁻⁶⁴, and a vector of 128 votes
 * costs little more than eight random vectors, while waiting for every trial to differ costs on average 8.3 and a
 * mispredicted branch.
 *
 * The bits come from SHISHUA (T. Tyl, 2020; CC0), chosen because it makes 1,024 bits in 38 vector instructions, passes
 * PractRand past 32 TiB with every bit of every word in use, and has a period of at least 2⁷¹ bytes; four lanes of
 * xoshiro128++ take three times as long.
 */

/** Generator: eight vectors of state, then a counter of two. The host writes the state. */
export const STATE: usize = 0;
const COUNTER: usize = 128;
/** A vote that needs a spare already spent, and where it agrees with p. */
const WAITING: usize = 160;

export const STREAMS: usize = 256;
/** The stream of fair coins, which feeds the spares of the others. */
export const COIN: usize = 0;
/** Most vectors that a stream makes at a time, and how many it does make; a multiple of what is taken wastes none. */
export const CAPACITY: usize = 64;
export let capacity: usize = CAPACITY;
const NEXT: usize = 0; // address of the first vector not yet taken
const CERTAIN: usize = 4; // 1 when the chance is 0 or 1: the buffer is filled once
const FAIR: usize = 8; // 1 when the chance is 1/2: the random bits themselves are the votes
const CHANGES: usize = 12; // the k with p_k ≠ p_{k+1} as bits 0 … 6
const FIRST: usize = 16; // p₁, in every bit
const LAST: usize = 32; // p₈, in every bit
const SPENT: usize = 48; // trials whose spare vote is taken
const SPARE: usize = 64; // spare votes ⊕ p₈
const TAIL: usize = 80; // the digits of p from p₉ on
const BUFFER: usize = 96;
export const STREAM_SIZE: usize = BUFFER + CAPACITY * 16;

/** Gives stream `stream` the chance `digits` / 2⁶⁴, or with `certain` the chance 1 (`digits` not 0) or 0. */
export function defineStream(stream: usize, digits: u64, certain: bool): void {
  const at = STREAMS + stream * STREAM_SIZE;
  if (certain) memory.fill(at + BUFFER, digits ? 0xff : 0, CAPACITY * 16);
  store<u32>(at, certain, CERTAIN);
  store<u32>(at, digits == <u64>1 << 63, FAIR);
  const differs = digits ^ (digits << 1);
  let changes: u32 = 0;
  for (let k: u32 = 0; k < 7; k++) changes |= <u32>(differs >> (63 - k) & 1) << k;
  store<u32>(at, changes, CHANGES);
  v128.store(at, i64x2.splat(<i64>digits >> 63), FIRST);
  v128.store(at, i64x2.splat(<i64>(digits << 7) >> 63), LAST);
  store<u64>(at, digits << 8, TAIL);
}

/** Starts all streams afresh, each to make `size` vectors at a time, for the generator state that the host has written. */
export function restartStreams(streams: usize, size: usize): void {
  capacity = size;
  v128.store(COUNTER, i64x2.splat(0));
  v128.store(COUNTER, i64x2.splat(0), 16);
  for (let at = STREAMS; at < STREAMS + streams * STREAM_SIZE; at += STREAM_SIZE) {
    store<u32>(at, at + BUFFER + (load<u32>(at, CERTAIN) ? 0 : capacity * 16), NEXT);
    v128.store(at, i64x2.splat(-1), SPENT);
    v128.store(at, i64x2.splat(0), SPARE);
  }
}

/** Address of `count` ≤ capacity fresh vectors of a stream; what is left of a buffer too short for them is dropped. */
export function take(stream: usize, count: usize): usize {
  const at = STREAMS + stream * STREAM_SIZE;
  let next = <usize>load<u32>(at, NEXT);
  if (load<u32>(at, CERTAIN)) return next;
  if (next + count * 16 > at + BUFFER + capacity * 16) {
    refill(at);
    next = at + BUFFER;
  }
  store<u32>(at, next + count * 16, NEXT);
  return next;
}

// @ts-ignore: decorator
@inline
function rotate160(low: v128, high: v128): v128 {
  return v128.shuffle<u8>(high, low, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
}

// @ts-ignore: decorator
@inline
function rotate96(low: v128, high: v128): v128 {
  return v128.shuffle<u8>(low, high, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
}

/** Fills a stream's buffer. */
function refill(at: usize): void {
  let out = fill(at, at + BUFFER);
  while (out < at + BUFFER + capacity * 16) {
    renewSpares(at);
    const agree = v128.load(WAITING, 16);
    v128.store(at, agree, SPENT);
    v128.store(out, v128.xor(v128.load(WAITING), v128.and(agree, v128.load(at, SPARE))));
    out = fill(at, out + 16);
  }
}

/**
 * Votes from `out` on, to the end of the buffer or, left waiting, to the first that needs a spare already spent;
 * returns its address. One turn of the loop is one step of the generator, eight random vectors. The generator stays
 * in registers throughout, which is why it stands in the loop and not in a function of its own: through memory the
 * whole takes a fifth longer.
 */
function fill(at: usize, out: usize): usize {
  let a0 = v128.load(STATE), a1 = v128.load(STATE, 16), b0 = v128.load(STATE, 32), b1 = v128.load(STATE, 48);
  let c0 = v128.load(STATE, 64), c1 = v128.load(STATE, 80), d0 = v128.load(STATE, 96), d1 = v128.load(STATE, 112);
  let counter0 = v128.load(COUNTER), counter1 = v128.load(COUNTER, 16);
  let spent = v128.load(at, SPENT);
  const spare = v128.load(at, SPARE);
  const fair = load<u32>(at, FAIR);
  const first = v128.load(at, FIRST);
  const changes = load<u32>(at, CHANGES);
  const end = at + BUFFER + capacity * 16;
  while (out < end) {
    b0 = i64x2.add(b0, counter0);
    b1 = i64x2.add(b1, counter1);
    d0 = i64x2.add(d0, counter0);
    d1 = i64x2.add(d1, counter1);
    counter0 = i64x2.add(counter0, i64x2(7, 5));
    counter1 = i64x2.add(counter1, i64x2(3, 1));
    let u0 = i64x2.shr_u(a0, 1), u1 = i64x2.shr_u(a1, 1);
    let t0 = rotate96(b0, b1), t1 = rotate96(b1, b0);
    const r0 = v128.xor(u0, t0), r1 = v128.xor(u1, t1);
    const olda = a0;
    a0 = i64x2.add(rotate160(a0, a1), u0);
    a1 = i64x2.add(rotate160(a1, olda), u1);
    b0 = i64x2.add(t0, i64x2.shr_u(b0, 3));
    b1 = i64x2.add(t1, i64x2.shr_u(b1, 3));
    u0 = i64x2.shr_u(c0, 1);
    u1 = i64x2.shr_u(c1, 1);
    t0 = rotate96(d0, d1);
    t1 = rotate96(d1, d0);
    const r2 = v128.xor(u0, t0), r3 = v128.xor(u1, t1);
    const oldc = c0;
    c0 = i64x2.add(rotate160(c0, c1), u0);
    c1 = i64x2.add(rotate160(c1, oldc), u1);
    d0 = i64x2.add(t0, i64x2.shr_u(d0, 3));
    d1 = i64x2.add(t1, i64x2.shr_u(d1, 3));
    const r4 = v128.xor(a0, d0), r5 = v128.xor(a1, d1), r6 = v128.xor(c0, b0), r7 = v128.xor(c1, b1);
    if (fair) {
      v128.store(out, r0);
      v128.store(out, r1, 16);
      v128.store(out, r2, 32);
      v128.store(out, r3, 48);
      v128.store(out, r4, 64);
      v128.store(out, r5, 80);
      v128.store(out, r6, 96);
      v128.store(out, r7, 112);
      out += 128;
      continue;
    }
    let vote = first;
    let agree = r0;
    if (changes & 1) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r1);
    if (changes & 2) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r2);
    if (changes & 4) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r3);
    if (changes & 8) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r4);
    if (changes & 16) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r5);
    if (changes & 32) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r6);
    if (changes & 64) vote = v128.xor(vote, agree);
    agree = v128.and(agree, r7);
    if (v128.any_true(v128.and(agree, spent))) {
      v128.store(WAITING, vote);
      v128.store(WAITING, agree, 16);
      break;
    }
    spent = v128.or(spent, agree);
    v128.store(out, v128.xor(vote, v128.and(agree, spare)));
    out += 16;
  }
  v128.store(STATE, a0);
  v128.store(STATE, a1, 16);
  v128.store(STATE, b0, 32);
  v128.store(STATE, b1, 48);
  v128.store(STATE, c0, 64);
  v128.store(STATE, c1, 80);
  v128.store(STATE, d0, 96);
  v128.store(STATE, d1, 112);
  v128.store(COUNTER, counter0);
  v128.store(COUNTER, counter1, 16);
  v128.store(at, spent, SPENT);
  return out;
}

/** Draws the spent spare votes anew, digit by digit until every one of them differs from p. */
function renewSpares(at: usize): void {
  const spent = v128.load(at, SPENT);
  let undecided = spent;
  let tail = i64x2.splat(0);
  for (let digits = load<u64>(at, TAIL); digits && v128.any_true(undecided); ) {
    const agree = take(COIN, 8);
    for (let k: usize = 0; k < 128; k += 16) {
      const decided = v128.andnot(undecided, v128.load(agree + k));
      tail = v128.or(tail, v128.and(decided, i64x2.splat(<i64>digits >> 63)));
      undecided = v128.xor(undecided, decided);
      digits <<= 1;
    }
  }
  tail = v128.xor(tail, v128.load(at, LAST));
  v128.store(at, v128.bitselect(tail, v128.load(at, SPARE), spent), SPARE);
}

import type { RandomStream } from '../../foundation/index.js';
import type { MemoryOne, Move, Player } from './strategy.js';

/** Where a kernel writes what happened. */
export interface MatchRecord {
  /** Numbers of rounds that ended CC, CD, DC and DD, the first player's move first; added to what is there. */
  readonly outcomes: Float64Array | Int32Array;
  /** Where the four begin. */
  readonly at: number;
  /** The outcome of each round, 2·(first defected) + (second defected), if wanted. */
  readonly rounds?: Uint8Array;
}

/**
 * How many moves come out right before the next one is flipped: a geometric number, so that noise costs one random number a
 * flip and not one a move.
 */
function untilFlip(stream: RandomStream, noise: number): number {
  return noise === 0 ? Infinity : Math.floor(Math.log(1 - stream.uniform()) / Math.log1p(-noise));
}

/** Any two players. */
export function playRounds(
  first: Player,
  second: Player,
  turns: number,
  noise: number,
  stream: RandomStream,
  { outcomes, at, rounds }: MatchRecord,
): void {
  let flip = untilFlip(stream, noise);
  let a: Move = 0;
  let b: Move = 0;
  for (let turn = 0; turn < turns; turn++) {
    const before: Move = a;
    a = turn === 0 ? first.open(stream) : first.next(a, b);
    b = turn === 0 ? second.open(stream) : second.next(b, before);
    while (flip < 2) {
      if (flip === 0) a = (1 - a) as Move;
      else b = (1 - b) as Move;
      flip += 1 + untilFlip(stream, noise);
    }
    flip -= 2;
    const outcome = 2 * a + b;
    outcomes[at + outcome]++;
    if (rounds) rounds[turn] = outcome;
  }
}

/**
 * Two memory-one players: the match is a walk on four outcomes. Where all moves are certain but for noise, a step is a look in a
 * table and only flips cost random numbers; elsewhere noise is folded into the probabilities, one number a move.
 */
export function playMemoryOneRounds(
  first: MemoryOne,
  second: MemoryOne,
  turns: number,
  noise: number,
  stream: RandomStream,
  record: MatchRecord,
): void {
  const p = Float64Array.of(...Array.from(first.response), first.initial);
  // The second player's outcomes are the first's with CD and DC exchanged.
  const q = Float64Array.from([0, 2, 1, 3], (k) => second.response[k]);
  const certain = [...p, ...q, second.initial].every((x) => x === 0 || x === 1);
  if (certain) walkCertain(p, Float64Array.of(...q, second.initial), turns, noise, stream, record);
  else walk(blur(p, noise), blur(Float64Array.of(...q, second.initial), noise), turns, stream, record);
}

/** Probabilities of a move that comes out as a cooperation. */
function blur(p: Float64Array, noise: number): Float64Array {
  return p.map((x) => x * (1 - noise) + (1 - x) * noise);
}

/** Entry 4 is the first move. */
function walk(p: Float64Array, q: Float64Array, turns: number, stream: RandomStream, record: MatchRecord): void {
  const { outcomes, at, rounds } = record;
  let outcome = 4;
  for (let turn = 0; turn < turns; turn++) {
    const [x, y] = [p[outcome], q[outcome]];
    const a = x === 1 ? 0 : x === 0 ? 1 : stream.uniform() < x ? 0 : 1;
    const b = y === 1 ? 0 : y === 0 ? 1 : stream.uniform() < y ? 0 : 1;
    outcome = 2 * a + b;
    outcomes[at + outcome]++;
    if (rounds) rounds[turn] = outcome;
  }
}

function walkCertain(
  p: Float64Array,
  q: Float64Array,
  turns: number,
  noise: number,
  stream: RandomStream,
  { outcomes, at, rounds }: MatchRecord,
): void {
  const next = Uint8Array.from(p, (x, k) => 2 * (1 - x) + (1 - q[k]));
  let flip = untilFlip(stream, noise);
  let outcome = 4;
  for (let turn = 0; turn < turns; turn++) {
    outcome = next[outcome];
    while (flip < 2) {
      outcome ^= flip === 0 ? 2 : 1;
      flip += 1 + untilFlip(stream, noise);
    }
    flip -= 2;
    outcomes[at + outcome]++;
    if (rounds) rounds[turn] = outcome;
  }
}

import { benchmark } from '../../../tools/benchmark.js';
import { BodyReservoirAgent, noisyCooperator, Xoshiro256 } from '../index.js';

await benchmark('an agent of 30 neurons: development and 200 epochs', {
  run: () => BodyReservoirAgent.develop(300).habituate(200),
  amount: 1,
  unit: 'agents',
  target: { seconds: 2 },
  repeats: 3,
  warmups: 1,
});

const agent = BodyReservoirAgent.develop(300);
const opponent = noisyCooperator(10_000, 0.1, 1);
await benchmark('10,000 rounds with a sentinel, 30 neurons', {
  run: () => agent.play(opponent, { receptivity: agent.sentinel(1), seed: 2 }),
  amount: opponent.length,
  unit: 'rounds',
});

/** xoshiro256** in 64-bit integers. */
function plainUniforms(count: number): number {
  const word = (value: bigint) => BigInt.asUintN(64, value);
  const turn = (value: bigint, by: bigint) => word((value << by) | (value >> (64n - by)));
  const s = [1n, 2n, 3n, 4n];
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += Number(word(turn(word(s[1] * 5n), 7n) * 9n) >> 11n) / 2 ** 53;
    const t = word(s[1] << 17n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = turn(s[3], 45n);
  }
  return sum;
}

await benchmark('uniforms of xoshiro256**', {
  run: () => {
    const random = new Xoshiro256(1);
    let sum = 0;
    for (let i = 0; i < 1e6; i++) sum += random.uniform();
    return sum;
  },
  amount: 1e6,
  unit: 'uniforms',
  baseline: { name: '64-bit integers', amount: 1e5, run: () => plainUniforms(1e5) },
});

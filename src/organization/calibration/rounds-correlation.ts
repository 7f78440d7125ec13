import type { ComputeLaw } from '../leaf-bias.js';
import { biasOf } from '../leaf-bias.js';
import { itemRatio, type ItemRatio } from './item-ratio.js';
import type { RunLog } from './run-log.js';

/**
 * Shared-error correlation from items that were answered in several rounds. For two agents and one item of biases u, v:
 * in one round E s t = uv + ρ (1 − |u − v| − uv), in different rounds E s t = uv. Summed over pairs, the excess of the
 * first over the second, divided by what it would be at ρ = 1, is ρ; the difficulty of the item has gone.
 *
 * The gap |u − v| between agents is that of the compute law at their tokens, without a law 0. `null` if no pair of
 * agents met in a round and also answered in two different ones.
 */
export function correlationOverRounds(log: RunLog, law: ComputeLaw | null, level: number): ItemRatio | null {
  const { items, agents, starts, agent, round, tokens, signed } = log;
  const numerators = new Float64Array(items);
  const denominators = new Float64Array(items);
  const pairs = new Float64Array(items);
  const present = new Int32Array(agents.length).fill(-1);
  for (let item = 0; item < items; item++) {
    const [from, to] = [starts[item], starts[item + 1]];
    // The item's agents and rounds, numbered from 0, and its answers as a table of the two (0 where there is none).
    const who: number[] = [];
    const when = new Map<number, number>();
    for (let run = from; run < to; run++) {
      if (present[agent[run]] < 0) present[agent[run]] = who.push(agent[run]) - 1;
      if (!when.has(round[run])) when.set(round[run], when.size);
    }
    const rounds = when.size;
    const answers = new Float64Array(who.length * rounds);
    const biases = new Float64Array(who.length * rounds);
    for (let run = from; run < to; run++) {
      const cell = present[agent[run]] * rounds + when.get(round[run])!;
      answers[cell] = signed[run];
      if (law) biases[cell] = biasOf(tokens[run], law.scale, law.beta);
    }
    for (const a of who) present[a] = -1;
    if (rounds < 2) continue;
    for (let a = 0; a < who.length; a++) {
      for (let b = 0; b < a; b++) {
        let [met, together, gap, sumA, sumB, runsA, runsB] = [0, 0, 0, 0, 0, 0, 0];
        for (let r = 0; r < rounds; r++) {
          const [s, t] = [answers[a * rounds + r], answers[b * rounds + r]];
          sumA += s;
          sumB += t;
          runsA += s * s;
          runsB += t * t;
          if (s === 0 || t === 0) continue;
          met++;
          together += s * t;
          gap += Math.abs(biases[a * rounds + r] - biases[b * rounds + r]);
        }
        const apart = runsA * runsB - met;
        if (met === 0 || apart === 0) continue;
        const across = (sumA * sumB - together) / apart;
        pairs[item] += met;
        numerators[item] += together - met * across;
        denominators[item] += met - gap - met * across;
      }
    }
  }
  const total = denominators.reduce((sum, value) => sum + value, 0);
  return total > 0 ? itemRatio(numerators, denominators, { parts: pairs, level }) : null;
}

/**
 * Plain pairwise correlation of signed correctness: Σ z_a z_b / Σ √(v_a v_b) over pairs of agents in one item and round,
 * z the answer less the agent's mean and v = 1 − mean². Shared failures and the difficulty of items are both in it.
 */
export function plainCorrelation(log: RunLog, level: number): ItemRatio | null {
  const { items, agents, starts, agent, round, signed, runs } = log;
  const [sums, counts] = [new Float64Array(agents.length), new Float64Array(agents.length)];
  for (let run = 0; run < runs; run++) {
    sums[agent[run]] += signed[run];
    counts[agent[run]]++;
  }
  const means = sums.map((sum, a) => sum / counts[a]);
  const deviations = means.map((mean) => Math.sqrt(1 - mean * mean));
  const numerators = new Float64Array(items);
  const denominators = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    // With S = Σ z and Q = Σ z², the sum over pairs is (S² − Q)/2.
    const byRound = new Map<number, { z: number; zz: number; d: number; dd: number }>();
    for (let run = starts[item]; run < starts[item + 1]; run++) {
      let sum = byRound.get(round[run]);
      if (!sum) byRound.set(round[run], (sum = { z: 0, zz: 0, d: 0, dd: 0 }));
      const [z, d] = [signed[run] - means[agent[run]], deviations[agent[run]]];
      sum.z += z;
      sum.zz += z * z;
      sum.d += d;
      sum.dd += d * d;
    }
    for (const { z, zz, d, dd } of byRound.values()) {
      numerators[item] += (z * z - zz) / 2;
      denominators[item] += (d * d - dd) / 2;
    }
  }
  const total = denominators.reduce((sum, value) => sum + value, 0);
  return total > 1e-12 ? itemRatio(numerators, denominators, { parts: denominators, level }) : null;
}

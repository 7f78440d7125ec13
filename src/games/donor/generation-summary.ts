import { InvalidInputError } from '../../foundation/index.js';
import {
  bcaInterval,
  bootstrap,
  jackknife,
  wilsonInterval,
  type BootstrapOptions,
  type Estimate,
} from '../../statistics/index.js';
import { donorOutcomes, type DonorOutcome } from './donor-record.js';
import type { DonorGeneration, DonorHistory } from './evolve-donors.js';
import { giftOf } from './indirect-reciprocity.js';

/** What a generation did. */
export interface GenerationSummary {
  /** From 1. */
  readonly generation: number;
  /** Mean final units over agents and games. */
  readonly wealth: number;
  /** Mean share of gifts; NaN where nobody gave. */
  readonly giving: number;
  /** The same by round, over games. */
  readonly givingByRound: Float64Array;
  /** Share of encounters that came to each end. */
  readonly shares: Readonly<Record<DonorOutcome, number>>;
  /** Mean over pairs of agents of 1 − |words in common| / |words of either|: 0 where all say the same. */
  readonly diversity: number;
  /** Mean number of words of a strategy. */
  readonly words: number;
}

/**
 * Summaries of a run, one a generation.
 *
 * @example
 * ```ts
 * import { constantDonor, evolveDonors, generationSummaries, scriptedDonor } from 'polity/games';
 * const [{ giving, diversity }] = generationSummaries(
 *   await evolveDonors({ newcomer: () => scriptedDonor(constantDonor(0.25)), generations: 1 }),
 * );
 * giving; // 0.25
 * diversity; // 0
 * ```
 */
export function generationSummaries(history: DonorHistory): GenerationSummary[] {
  return history.generations.map((generation, g) => {
    const { members, games } = generation;
    const { rounds, pairs } = games[0];
    const counts = donorOutcomes.map(() => 0);
    const [given, gifts] = [new Float64Array(rounds), new Float64Array(rounds)];
    for (const record of games) {
      record.outcomes.forEach((outcome, at) => {
        counts[outcome]++;
        if (donorOutcomes[outcome] !== 'give' || Number.isNaN(record.fractions[at])) return;
        given[Math.floor(at / pairs)] += giftOf(record, at);
        gifts[Math.floor(at / pairs)]++;
      });
    }
    const encounters = games.length * rounds * pairs;
    const shares = Object.fromEntries(donorOutcomes.map((name, i) => [name, counts[i] / encounters]));
    return {
      generation: g + 1,
      wealth: members.reduce((sum, { wealth }) => sum + wealth, 0) / members.length,
      giving: sumOf(given) / sumOf(gifts),
      givingByRound: given.map((sum, round) => sum / gifts[round]),
      shares: shares as Record<DonorOutcome, number>,
      ...wordsOf(generation),
    };
  });
}

/**
 * Mean of a number over independent runs, with a bias-corrected and accelerated bootstrap interval. With five runs, as in
 * the paper, no bootstrap interval covers what it says; the number of runs is in the result.
 *
 * @param values - one number a run
 * @throws InvalidInputError for fewer than two runs, or a value that is not finite
 *
 * @example
 * ```ts
 * import { meanOverRuns } from 'polity/games';
 * meanOverRuns([10, 12, 900, 14, 11]).estimate; // 189.4
 * ```
 */
export function meanOverRuns(
  values: ArrayLike<number>,
  { level = 0.95, ...options }: BootstrapOptions & { readonly level?: number } = {},
): Estimate {
  const runs = Array.from(values);
  const n = runs.length;
  if (n < 2) throw new InvalidInputError('values.length', n, 'be at least 2');
  const estimate = sumOf(runs) / n;
  const leftOut = runs.map((value) => (n * estimate - value) / (n - 1));
  const { standardError, acceleration } = jackknife(leftOut, { estimate });
  const draws = bootstrap(n, (counts) => runs.reduce((sum, value, i) => sum + (value / n) * counts[i], 0), options);
  const interval = bcaInterval(draws, { estimate, acceleration, level });
  return { estimate, standardError, interval, n, method: 'mean over runs, BCa bootstrap interval' };
}

/** Who survives. */
export interface ConditionalSurvival {
  /** Share of newcomers that survive their first selection. */
  readonly newcomers: Estimate;
  /** Share of agents that have survived before and survive again. */
  readonly survivors: Estimate;
}

/**
 * Survival of newcomers and of those that survived before, over all selections after generation 1, in which all are new.
 * Half of all survive each time, so that a share above ½ for one is below ½ for the other.
 *
 * Standard errors take survivals for independent; places are limited, so that they are somewhat too large.
 *
 * @throws InvalidInputError where no selection follows generation 1
 */
export function conditionalSurvival(
  histories: readonly DonorHistory[],
  { level = 0.95 }: { readonly level?: number } = {},
): ConditionalSurvival {
  const count = { newcomers: [0, 0], survivors: [0, 0] };
  for (const { generations } of histories) {
    generations.slice(1, -1).forEach(({ members }, g) => {
      for (const { born, survived } of members) {
        const of = count[born === g + 2 ? 'newcomers' : 'survivors'];
        of[0] += Number(survived);
        of[1]++;
      }
    });
  }
  const estimate = ([successes, trials]: number[]): Estimate => {
    if (trials === 0) throw new InvalidInputError('histories', histories, 'hold a selection after generation 1');
    const share = successes / trials;
    const standardError = Math.sqrt((share * (1 - share)) / trials);
    const interval = wilsonInterval({ successes, trials, level });
    return { estimate: share, standardError, interval, n: trials, method: 'share, Wilson interval' };
  };
  return { newcomers: estimate(count.newcomers), survivors: estimate(count.survivors) };
}

function wordsOf({ members }: DonorGeneration): { diversity: number; words: number } {
  const lists = members.map(({ strategy }) => strategy.toLowerCase().match(/[\p{L}\p{N}.%]+/gu) ?? []);
  const sets = lists.map((list) => new Set(list));
  let [distance, pairs] = [0, 0];
  sets.forEach((one, i) => {
    for (const other of sets.slice(i + 1)) {
      const common = [...one].filter((word) => other.has(word)).length;
      const either = one.size + other.size - common;
      distance += either === 0 ? 0 : 1 - common / either;
      pairs++;
    }
  });
  return {
    diversity: pairs === 0 ? 0 : distance / pairs,
    words: sumOf(lists.map(({ length }) => length)) / lists.length,
  };
}

function sumOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

import {
  evolveScripted,
  traceDonor,
  type DonorStrategy,
  type ScriptedCultureOptions,
  type ScriptedRun,
} from '../../games/index.js';
import type { RandomStream } from '../../foundation/index.js';

/** Founders that give to strangers, to who gave nothing and to who gave all any share, and judge by the last line alone. */
export function anyReciprocator(_: number, random: RandomStream): DonorStrategy {
  return traceDonor({ first: random.uniform(), low: random.uniform(), high: random.uniform(), weights: [1] });
}

/** The same founders, judging by three lines alike. */
export function anyJudgeOfThree(number: number, random: RandomStream): DonorStrategy {
  return { ...anyReciprocator(number, random), weights: [1, 1, 1] };
}

/** Independent runs of scripted societies, of ten generations unless told otherwise. */
export function scriptedRuns(count: number, options: Partial<ScriptedCultureOptions> = {}): ScriptedRun[] {
  return Array.from({ length: count }, (_, run) =>
    evolveScripted({ founders: anyReciprocator, seed: 1, ...options, run }),
  );
}

/** Mean over runs with its standard error. */
export function over(runs: readonly ScriptedRun[], of: (run: ScriptedRun) => number) {
  const values = runs.map(of);
  const value = values.reduce((sum, one) => sum + one / values.length, 0);
  const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (values.length - 1);
  return { value, standardError: Math.sqrt(variance / values.length) };
}

/** What is given in the last generation. */
export function lastGiving({ giving }: ScriptedRun): number {
  return giving[giving.length - 1];
}

/** How much more who gave all gets than who gave nothing, by the strategies of the last generation. */
export function lastResponse({ high, low }: ScriptedRun): number {
  return high[high.length - 1] - low[low.length - 1];
}

import type { BootstrapLaw, LoggedRun, RunAnalysis } from '../entropy/index.js';
import type { Estimate } from '../statistics/index.js';
import { formatNumber, formatPairs, formatPercent, formatTable, formatText, printReport } from './print.js';

/** A run of a log with its analysis. */
export type AnalyzedRun = LoggedRun & RunAnalysis;

/** The report on a training log. */
export function printRuns(runs: readonly AnalyzedRun[], pooled: BootstrapLaw | null): void {
  printReport(...runs.flatMap(describeRun), pooled ? describePooled(pooled, runs.length) : '');
}

function describeRun(run: AnalyzedRun): string[] {
  const { name, entropy, reward, steps, skipped, law, forecast, early, diagnostics, verdict } = run;
  const last = entropy.length - 1;
  return [
    `${name}: ${entropy.length} points, steps ${formatNumber(steps[0])} to ${formatNumber(steps[last])}` +
      (skipped > 0 ? `, ${skipped} rows without a value left out` : ''),
    formatText(verdict.text),
    ...verdict.cautions.map((caution) => formatText(`Caution: ${caution}`)),
    formatPairs([
      ['law', `R = −a e^H + b, a = ${withInterval(law.a)}, b = ${withInterval(law.b)}`],
      ['fit', `R² ${formatNumber(law.r2)}, root mean square residual ${formatNumber(law.rmse)}`],
      ['ceiling b − a', withInterval(forecast.ceiling)],
      ['left to gain', withInterval(forecast.leftToGain)],
      ['entropy', `${formatNumber(entropy[0])} to ${formatNumber(entropy[last])} nats`],
      ['reward', `${formatNumber(reward[0])} to ${formatNumber(reward[last])}`],
      [
        'residuals',
        `autocorrelation ${formatNumber(diagnostics.autocorrelation, 3)}; worth ${Math.round(diagnostics.effectiveN)} independent points`,
      ],
      [
        `from the first ${early.fitted}`,
        `ceiling ${withInterval(early.forecast.ceiling)}; error ${formatNumber(early.rmse, 3)} over the rest, ${formatNumber(early.finalError, 3)} at the end; ${formatPercent(early.covered, 0)} inside the intervals`,
      ],
    ]),
    formatTable(
      ['share of run', 'entropy spent', 'reward gained'],
      run.consumption.map(({ share, entropySpent, rewardGained }) => [
        formatPercent(share),
        formatPercent(entropySpent),
        formatPercent(rewardGained),
      ]),
    ),
    describeLaws(run),
  ];
}

function describeLaws({ laws }: RunAnalysis): string {
  return formatTable(
    ['law', 'R', 'R²', 'ΔAICc', 'error of early fit', 'ceiling'],
    laws.map(({ law, formula, r2, aicc, outOfSample, ceiling }) => [
      law,
      formula,
      formatNumber(r2),
      formatNumber(aicc - laws[0].aicc, 3),
      formatNumber(outOfSample, 3),
      formatNumber(ceiling, 3),
    ]),
  );
}

function describePooled({ a, b, ceiling }: BootstrapLaw, runs: number): string {
  return [
    `All ${runs} runs together, intervals by a bootstrap over runs${runs < 10 ? ' (few runs: too narrow)' : ''}`,
    formatPairs([
      ['a', withInterval(a)],
      ['b', withInterval(b)],
      ['ceiling b − a', withInterval(ceiling)],
    ]),
  ].join('\n');
}

function withInterval({ estimate, interval: { lower, upper } }: Estimate): string {
  return `${formatNumber(estimate)} [${formatNumber(lower)}, ${formatNumber(upper)}]`;
}

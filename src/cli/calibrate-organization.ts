import { Command } from 'commander';
import type { Calibration } from '../organization/index.js';
import type { Estimate } from '../statistics/index.js';
import { given, jsonOption, numberOption } from './options.js';
import { formatNumber, formatPairs, formatPercent, formatTable, formatText, printJson, printReport } from './print.js';
import { calibrationOptions, withRunLogOptions, type RunLogOptions } from './run-log-options.js';

interface CalibrateOptions extends RunLogOptions {
  readonly fanIn?: number;
  readonly messageLength?: number;
  readonly json?: boolean;
}

export function calibrateOrganizationCommand(): Command {
  const command = new Command('organization')
    .description('how bias grows with compute, what messages lose, how far agents fail together')
    .argument('<runs>', 'a log, one row a run: agent, item, tokens, correct; .csv, .jsonl, .parquet, …')
    .addOption(numberOption('--fan-in <b>', 'inputs of an aggregator for which to judge, odd (default: 5)'))
    .addOption(numberOption('--message-length <m>', 'tokens of its messages (default: the median)'));
  return withRunLogOptions(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity calibrate organization runs.csv
  polity calibrate organization runs.csv --fan-in 7 --message-length 100 --json
  polity calibrate organization trials.parquet --agent-column model --round-column attempt`,
    )
    .action(async (path: string, options: CalibrateOptions) => {
      const [{ readTable }, { calibrate }] = await Promise.all([
        import('../data/index.js'),
        import('../organization/index.js'),
      ]);
      const { fanIn, messageLength } = options;
      const calibration = calibrate(await readTable(path), {
        ...calibrationOptions(options),
        ...given({ fanIn, messageLength }),
      });
      if (options.json) printJson(calibration);
      else print(path, calibration);
    });
}

function print(path: string, calibration: Calibration): void {
  const { runs, items, agents, rounds, fidelity } = calibration;
  printReport(
    `${path}: ${formatNumber(runs)} runs, ${formatNumber(items)} items, ${formatNumber(agents)} agents, ${formatNumber(rounds)} ${rounds === 1 ? 'round' : 'rounds'}`,
    formatPairs(describe(calibration)),
    fidelity
      ? formatTable(
          ['message', 'messages', 'fidelity', 'from', 'to'],
          fidelity.measured.map(({ messageLength, trials, fidelity: measured, interval }) => [
            formatNumber(messageLength),
            formatNumber(trials),
            formatNumber(measured, 3),
            formatNumber(interval.lower, 3),
            formatNumber(interval.upper, 3),
          ]),
        )
      : '',
    fidelity
      ? formatTable(
          ['fidelity curve', 'AICc', 'weight', 'misfit p'],
          fidelity.fits.map(({ family, aicc, weight, pValue }) => [
            family,
            formatNumber(aicc - fidelity.fits[0].aicc, 3),
            formatNumber(Number(weight.toFixed(3))),
            formatNumber(Number(pValue.toFixed(3))),
          ]),
        )
      : '',
  );
}

function describe({ compute, correlation, amplification, fidelity, reasons, level }: Calibration) {
  const pairs: [string, string][] = [];
  if (compute) {
    pairs.push(['exponent β', withInterval(compute.beta)], ['scale k', withInterval(compute.scale)]);
  }
  if (reasons.compute) pairs.push([compute ? 'law' : 'exponent β', `— ${reasons.compute}`]);
  if (correlation) pairs.push(['raw correlation', withInterval(correlation.raw)]);
  if (correlation?.shared) {
    const { separation, assumes, fit } = correlation.shared;
    pairs.push(['shared correlation ρ', withInterval(correlation.shared)]);
    pairs.push(['told apart by', `${separation}; assumes ${assumes}`]);
    if (fit && !Number.isNaN(fit.pValue)) pairs.push(['fit of that', `p = ${formatNumber(fit.pValue, 2)}`]);
  } else pairs.push(['shared correlation ρ', `— ${reasons.correlation}`]);
  if (fidelity) pairs.push(['messages', `${formatNumber(fidelity.messages)}, curve ${fidelity.chosen}`]);
  else pairs.push(['fidelity γ(m)', `— ${reasons.fidelity}`]);
  if (amplification) {
    const { fanIn, messageLength, probabilityAmplifying, probabilitySynergy } = amplification;
    pairs.push(['judged at', `fan-in ${fanIn}, messages of ${formatNumber(messageLength)} tokens`]);
    pairs.push(['fidelity γ', withInterval(amplification.fidelity)]);
    pairs.push(['amplification α', `${withInterval(amplification.amplification)}, ${amplification.phase}`]);
    pairs.push(['chance of α > 1', formatPercent(probabilityAmplifying)]);
    pairs.push(['exponent s', withInterval(amplification.exponent)]);
    if (probabilitySynergy !== null) pairs.push(['chance of s > β', formatPercent(probabilitySynergy)]);
  } else pairs.push(['amplification α', `— ${reasons.amplification}`]);
  pairs.push(['intervals', `${formatNumber(100 * level)} %, items as the sampling unit`]);
  return pairs;
}

/** An estimate with its interval. */
export function withInterval({ estimate, interval }: Pick<Estimate, 'estimate' | 'interval'>): string {
  return `${formatNumber(estimate, 3)} (${formatNumber(interval.lower, 3)} to ${formatNumber(interval.upper, 3)})`;
}

/** Sentences, one a line, as running text. */
export function formatNotes(notes: readonly string[]): string {
  return notes.map((note) => `  · ${formatText(note, '    ')}`).join('\n');
}

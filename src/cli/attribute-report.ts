import type {
  Attribution,
  AttributionBounds,
  AttributionComparison,
  PlayerDifference,
  RegressionAttribution,
  TestedEstimate,
} from '../attribution/index.js';
import { formatNumber, formatPairs, formatPercent, formatTable, formatText, printReport } from './print.js';

/** What it would take to tell a value from 0. */
export interface Advice {
  readonly coalition: readonly string[];
  readonly estimate: number;
  /** Tasks at which a value of this size is found; null where it is too close to 0 to say. */
  readonly tasks: number | null;
  /** The smallest value that the tasks at hand find. */
  readonly visible: number;
}

export interface AttributionReport {
  readonly file: string;
  readonly attribution: Attribution;
  readonly differences: readonly PlayerDifference[];
  readonly advice: readonly Advice[];
  readonly comparison: AttributionComparison | null;
  readonly power: number;
}

const heading = (what: string, level: number) => [what, 'value', 'SE', `${share(level)} interval`, 'p', 'Holm', 'B–H'];

export function printAttribution({
  file,
  attribution,
  differences,
  advice,
  comparison,
  power,
}: AttributionReport): void {
  const { index, players, tasks, leftOut, design, level, baseline, grand, total, efficiencyGap, values } = attribution;
  printReport(
    `${index} of ${players.length} players over ${count(tasks.length, 'task')} (${file})`,
    formatPairs([
      ['nobody, v(∅)', withError(baseline)],
      ['everybody, v(N)', withError(grand)],
      ['to share, v(N) − v(∅)', withError(total)],
      ['efficiency check', efficiency(efficiencyGap)],
      ['design', designs[design]],
      ['intervals and tests', values[0].method],
      ...repeatsOf(attribution),
      ...(leftOut.length > 0
        ? [['left out', `${count(leftOut.length, 'task')} that not every coalition ran`] as const]
        : []),
    ]),
    formatTable(
      heading('coalition', level),
      values.map((value) => [value.coalition.join(' + '), ...cells(value)]),
    ),
    differences.length === 0
      ? ''
      : `Two players apart\n${formatTable(
          heading('difference', level),
          differences.map((row) => [`${row.first} − ${row.second}`, ...cells(row)]),
        )}`,
    describeAdvice(attribution, advice, power),
    comparison ? describeComparison(comparison) : '',
  );
}

export function printBounds(file: string, { index, players, tasks, missing, range, values }: AttributionBounds): void {
  printReport(
    `Bounds on the ${index} of ${players.length} players over ${count(tasks.length, 'task')} (${file})`,
    formatText(
      `${count(missing.length, 'coalition')} never ran: ${missing.join(' ')}. Each may score ${range[0]} to ${range[1]}.`,
    ),
    formatTable(
      ['player', 'at least', 'at most', 'SE', `${share(values[0].interval.level)} interval`, 'sign'],
      values.map(({ player, lower, upper, standardError, interval, signed }) => [
        player,
        fixed(lower),
        fixed(upper),
        fixed(standardError),
        span(interval),
        signed ? (interval.lower > 0 ? 'gain' : 'loss') : 'open',
      ]),
    ),
  );
}

export function printRegression(file: string, found: RegressionAttribution): void {
  const { index, players, tasks, missing, values, fit } = found;
  printReport(
    `${index} of ${players.length} players over ${count(tasks.length, 'task')} (${file})`,
    formatText(
      `${count(missing.length, 'coalition')} never ran: ${missing.join(' ')}. A model of ${count(fit.parameters, 'parameter')} ` +
        `was fitted to the ${fit.measured} that did; it is off by up to ${fixed(fit.largestResidual)} ` +
        `(${fit.leastFitting.join(' + ') || '∅'}). Intervals are over tasks and take the model for true.`,
    ),
    formatTable(
      [...heading('player', values[0].interval.level), 'misfit'],
      values.map((value) => [value.player, ...cells(value), fixed(value.misfit)]),
    ),
  );
}

const designs = {
  paired: 'paired: every coalition ran the same tasks',
  linearized: 'linearized: coalitions ran different tasks',
  independent: 'independent: coalitions taken as separate samples of tasks',
};

/** What more repeats could take off the scatter, where there are repeats. */
function repeatsOf({ values }: Attribution): (readonly [string, string])[] {
  const shares = values.map(({ repeatShare }) => repeatShare).filter(Number.isFinite);
  if (shares.length === 0) return [];
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map((part) => formatPercent(part, 0));
  return [
    ['scatter from repeats', `${least} to ${most} of the variance of a task’s contribution; the rest is the tasks`],
  ];
}

function describeAdvice({ values, level, tasks }: Attribution, advice: readonly Advice[], power: number): string {
  const told = values.filter((value) => value.holm <= 1 - level).map((value) => value.coalition.join(' + '));
  const first = told.length === 0 ? 'Nothing is told from 0.' : `Told from 0 (Holm): ${told.join(', ')}.`;
  if (advice.length === 0) return first;
  const rows = advice.map(({ coalition, estimate, tasks: needed, visible }) => [
    coalition.join(' + '),
    fixed(estimate),
    fixed(visible),
    needed === null ? '∞' : needed.toLocaleString('en-GB'),
  ]);
  return [
    first,
    formatText(
      `Not told from 0: what ${count(tasks.length, 'task')} find with power ${formatPercent(power, 0)}, and how many tasks a ` +
        'value as large as the one seen would take (corrected for as many tests):',
    ),
    formatTable(['coalition', 'seen', 'findable', 'tasks'], rows),
  ].join('\n');
}

function describeComparison(comparison: AttributionComparison): string {
  const { differences, pairing, common, onlyFirst, onlySecond, first } = comparison;
  const how =
    pairing === 'common'
      ? `task by task on ${count(first.tasks.length, 'common task')}`
      : 'as separate samples of tasks';
  const rest = `${common.length} common, ${onlyFirst.length} in the first only, ${onlySecond.length} in the second only`;
  return [
    `Second system less first, ${how} (${rest})`,
    formatTable(
      [
        'coalition',
        'first',
        'second',
        ...heading('', first.level)
          .slice(1)
          .map((name) => (name === 'value' ? 'change' : name)),
      ],
      differences.map((row) => [row.coalition.join(' + '), fixed(row.first), fixed(row.second), ...cells(row)]),
    ),
  ].join('\n');
}

function cells(value: TestedEstimate): string[] {
  const { estimate, standardError, interval, pValue, holm, benjaminiHochberg } = value;
  return [fixed(estimate), fixed(standardError), span(interval), ...[pValue, holm, benjaminiHochberg].map(probability)];
}

function efficiency({ estimate, interval }: Attribution['efficiencyGap']): string {
  if (estimate === 0 && interval.lower === 0 && interval.upper === 0) return 'values add up to it';
  return `values leave ${fixed(estimate)} (${span(interval)}) of it`;
}

function withError({ estimate, standardError, interval }: Attribution['total']): string {
  return `${fixed(estimate)} ± ${fixed(standardError)} (${span(interval)})`;
}

function span({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${fixed(lower)} to ${fixed(upper)}`;
}

/** Four decimals, so that columns line up; large or tiny scales by significant digits. */
function fixed(value: number): string {
  const size = Math.abs(value);
  return size >= 100 || (size > 0 && size < 1e-3) ? formatNumber(value) : value.toFixed(4);
}

function probability(p: number): string {
  return p < 1e-4 ? '<0.0001' : p.toFixed(4);
}

function share(level: number): string {
  return `${Number((100 * level).toFixed(2))} %`;
}

function count(amount: number, thing: string): string {
  return `${amount.toLocaleString('en-GB')} ${thing}${amount === 1 ? '' : 's'}`;
}

import { Command, Option } from 'commander';
import { InvalidInputError } from '../foundation/index.js';
import type { PlannedOrganization, Recommendation } from '../organization/index.js';
import { formatNotes } from './calibrate-organization.js';
import { given, jsonOption, numberOption } from './options.js';
import { formatNumber, formatPairs, formatPercent, formatTable, printJson, printReport } from './print.js';
import { calibrationOptions, withRunLogOptions, type RunLogOptions } from './run-log-options.js';

interface RecommendOptions extends RunLogOptions {
  readonly budget: number;
  readonly window: number;
  readonly messageLength?: number;
  readonly draws?: number;
  readonly writePrice?: number;
  readonly readPrice?: number;
  readonly aggregatorCompute?: number;
  readonly fidelity?: number;
  readonly correlation?: number;
  readonly scale?: number;
  readonly beta?: number;
  readonly figure?: string;
  readonly json?: boolean;
}

export function recommendOrganizationCommand(): Command {
  const command = new Command('organization')
    .description('one agent, a star or a tree: the best organization for a budget, from your run log')
    .argument('<runs>', 'a log, one row a run: agent, item, tokens, correct; .csv, .jsonl, .parquet, …')
    .addOption(numberOption('--budget <B>', 'tokens for everything').makeOptionMandatory())
    .addOption(numberOption('--window <W>', 'tokens that an aggregator can read').makeOptionMandatory())
    .addOption(numberOption('--message-length <m>', 'consider only messages of this many tokens'))
    .addOption(numberOption('--write-price <tokens>', 'budget tokens for a message token written (default: 1)'))
    .addOption(numberOption('--read-price <tokens>', 'budget tokens for a message token read (default: 1)'))
    .addOption(numberOption('--aggregator-compute <tokens>', 'tokens that an aggregator thinks (default: 0)'))
    .addOption(numberOption('--fidelity <γ>', 'assume this fidelity at every message length'))
    .addOption(numberOption('--correlation <ρ>', 'assume this shared correlation'))
    .addOption(numberOption('--scale <k>', 'assume the compute law k·tokens^β, with --beta'))
    .addOption(numberOption('--beta <β>', 'its exponent'))
    .addOption(numberOption('--draws <n>', 'bootstrap draws to plan for anew (default: 200)'))
    .addOption(new Option('--figure <path>', 'draw accuracy against budget: .svg, .png or .html'));
  return withRunLogOptions(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity recommend organization runs.csv --budget 1e5 --window 8000
  polity recommend organization runs.csv --budget 1e5 --window 8000 --json --figure plan.svg
  polity recommend organization runs.csv --budget 1e5 --window 8000 --fidelity 0.9 --message-length 50`,
    )
    .action(async (path: string, options: RecommendOptions) => {
      const [{ readTable }, { calibrate, recommend, recommendationFigure }] = await Promise.all([
        import('../data/index.js'),
        import('../organization/index.js'),
      ]);
      const assumed = assumptions(options);
      const calibration = calibrate(await readTable(path), calibrationOptions(options));
      const { budget, window, messageLength, draws, writePrice, readPrice, aggregatorCompute } = options;
      const recommendOptions = {
        budget,
        window,
        ...given({ messageLength, draws, writePrice, readPrice, aggregatorCompute }),
        ...assumed,
      };
      const recommendation = recommend(calibration, recommendOptions);
      if (options.figure !== undefined) {
        const { saveFigure } = await import('../figures/index.js');
        if (recommendation.regime === null) {
          throw new InvalidInputError('figure', options.figure, `be left out: ${recommendation.notes.join('; ')}`);
        }
        await saveFigure(recommendationFigure(calibration, recommendOptions), options.figure);
      }
      if (options.json) printJson(recommendation);
      else print(path, recommendation);
    });
}

function assumptions({ fidelity, correlation, scale, beta }: RecommendOptions) {
  if ((scale === undefined) !== (beta === undefined)) {
    const missing = scale === undefined ? 'scale' : 'beta';
    throw new InvalidInputError(missing, undefined, `be given with --${scale === undefined ? 'beta' : 'scale'}`);
  }
  return given({
    correlation,
    fidelityCurve: fidelity === undefined ? undefined : ({ family: 'constant', level: fidelity } as const),
    law: scale === undefined || beta === undefined ? undefined : { scale, beta },
  });
}

function print(path: string, recommendation: Recommendation): void {
  const { budget, contextWindow, regime, organization, notes } = recommendation;
  printReport(
    `${path}: ${formatNumber(budget)} tokens, context window ${formatNumber(contextWindow)}`,
    regime === null || !organization
      ? '  The log is too poor for a recommendation.'
      : formatPairs(describe(recommendation, organization)),
    describeMoves(recommendation),
    formatNotes(notes),
  );
}

function describe(
  { regime, single, bestTree, layer, diagnosis, uncertainty }: Recommendation,
  organization: PlannedOrganization,
): [string, string][] {
  const pairs: [string, string][] = [
    ['recommended', describePlan(organization, regime === 'scaleOut' ? 'scale out' : 'scale up')],
  ];
  pairs.push(['its accuracy', accuracyOf(organization, uncertainty?.accuracy)]);
  if (regime === 'scaleOut' && single)
    pairs.push(['one agent instead', accuracyOf(single, uncertainty?.singleAccuracy)]);
  if (regime === 'scaleUp') {
    pairs.push(['best tree or star', bestTree ? `${describePlan(bestTree)}: ${accuracyOf(bestTree)}` : 'none fits']);
  }
  if (uncertainty) {
    const { scaleOut, sameTopology, sameShape, draws } = uncertainty;
    pairs.push([
      'how sure',
      `over ${draws} draws of the log, scaling out is best in ${formatPercent(scaleOut, 0)}, the same topology in ${formatPercent(sameTopology, 0)}, about the same fan-in in ${formatPercent(sameShape, 0)}`,
    ]);
  }
  if (layer && diagnosis) {
    const { window } = layer;
    pairs.push(
      [
        'phase of the tree',
        `${layer.phase}: α = ${formatNumber(layer.amplification)}, s = ${formatNumber(layer.exponent)}`,
      ],
      ['fidelity, correlation', `γ = ${formatNumber(layer.fidelity, 3)}, ρ = ${formatNumber(layer.correlation, 3)}`],
      [
        'budgets it can win',
        window.empty ? 'none' : `${formatNumber(window.lower)} to ${formatNumber(window.upper)} tokens`,
      ],
      ['what binds', diagnosis.binding],
    );
  }
  return pairs;
}

function describePlan(
  { topology, leaves, fanIn, depth, messageLength, computePerLeaf }: PlannedOrganization,
  regime = '',
): string {
  const prefix = regime && `${regime}: `;
  const each = `${formatNumber(Math.round(computePerLeaf))} tokens`;
  if (topology === 'single') return `${prefix}a single agent that thinks for ${each}`;
  const layers = topology === 'tree' ? `, depth ${depth}` : '';
  return `${prefix}a ${topology} of ${formatNumber(leaves)} leaves, fan-in ${fanIn}${layers}, ${each} each, messages of ${formatNumber(messageLength)} tokens`;
}

function accuracyOf({ accuracy }: PlannedOrganization, interval?: { lower: number; upper: number }): string {
  const range = interval ? ` (${formatPercent(interval.lower)} to ${formatPercent(interval.upper)})` : '';
  return `${formatPercent(accuracy)}${range}`;
}

function describeMoves({ diagnosis }: Recommendation): string {
  if (!diagnosis || diagnosis.moves.length === 0) return '';
  return formatTable(
    ['what would help the tree'],
    diagnosis.moves.map(({ advice }) => [advice]),
  );
}

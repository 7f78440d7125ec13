import { Command, InvalidArgumentError, Option } from 'commander';
import { extname } from 'node:path';
import type {
  AttributedValue,
  Attribution,
  AttributionOptions,
  InteractionKind,
  TaskScoreColumns,
  TaskScores,
} from '../attribution/index.js';
import type { Figure } from '../figures/index.js';
import { InvalidInputError, checkNumber } from '../foundation/index.js';
import { printAttribution, printBounds, printRegression, type Advice } from './attribute-report.js';
import { given, jsonOption, numberOption, numbersOption } from './options.js';
import { printJson } from './print.js';

/** The words of the command for the indices of the room. */
const indices = {
  shapley: 'shapley',
  banzhaf: 'banzhaf',
  'shapley-taylor': 'STII',
  'faith-shap': 'FSII',
  'faith-banzhaf': 'FBII',
  'k-sii': 'k-SII',
  chaining: 'CHII',
  'joint-shapley': 'JS',
  moebius: 'Moebius',
} satisfies Record<string, 'shapley' | 'banzhaf' | InteractionKind>;

interface AttributeOptions extends Omit<TaskScoreColumns, 'configurations'> {
  readonly index: keyof typeof indices;
  readonly order?: number;
  readonly compare?: string;
  readonly pairing?: 'common' | 'independent';
  readonly missing: 'error' | 'bounds' | 'regression';
  readonly range?: readonly number[];
  readonly unbalanced?: 'error' | 'common' | 'linearized' | 'independent';
  readonly interval?: 'bca' | 'percentile' | 't';
  readonly test?: 'signFlip' | 't';
  readonly replicates?: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly level?: number;
  readonly power: number;
  readonly figure?: string;
  readonly json?: boolean;
}

export function attributeCommand(): Command {
  return new Command('attribute')
    .description('who in a system earned its score: values, intervals and tests from scores by task')
    .argument('<scores>', 'CSV, JSON lines or Parquet: a row a run, with who took part, the task and the score')
    .addOption(new Option('--index <name>', 'what a share is').choices(Object.keys(indices)).default('shapley'))
    .addOption(numberOption('--order <k>', 'interactions of up to k players'))
    .addOption(namesOption('--players <names>', 'columns (or names in the labels) of the players'))
    .addOption(new Option('--task <column>', 'column of the task').default('task'))
    .addOption(new Option('--score <column>', 'column of the score').default('score'))
    .addOption(new Option('--repeat <column>', 'column that tells runs on one task apart (default: repeat, if there)'))
    .addOption(
      new Option('--coalition <column>', 'column that says who took part, as a+b (default: coalition, if there)'),
    )
    .addOption(namesOption('--ignore <names>', 'columns to leave out of account'))
    .addOption(new Option('--compare <scores>', 'a second system, with the same players'))
    .addOption(
      new Option('--pairing <how>', 'two systems: task by task, or as separate samples').choices([
        'common',
        'independent',
      ]),
    )
    .addOption(
      new Option('--missing <how>', 'coalitions that never ran')
        .choices(['error', 'bounds', 'regression'])
        .default('error'),
    )
    .addOption(numbersOption('--range <low,high>', 'what a missing coalition may score, for --missing bounds'))
    .addOption(
      new Option('--unbalanced <how>', 'coalitions that ran different tasks').choices([
        'error',
        'common',
        'linearized',
        'independent',
      ]),
    )
    .addOption(
      new Option('--interval <kind>', 'how intervals are made (default: t, with --replicates bca)').choices([
        'bca',
        'percentile',
        't',
      ]),
    )
    .addOption(new Option('--test <kind>', 'how p-values are made (default: signFlip)').choices(['signFlip', 't']))
    .addOption(numberOption('--replicates <N>', 'bootstrap samples (default: 2000 for bca and percentile)'))
    .addOption(numberOption('--draws <N>', 'sign patterns beyond 16 tasks (default: 9999)'))
    .addOption(numberOption('--seed <s>', 'seed of the random draws (default: 0)'))
    .addOption(numberOption('--level <share>', 'coverage of the intervals (default: 0.95)'))
    .addOption(numberOption('--power <share>', 'of the advice on how many tasks it takes').default(0.8))
    .addOption(figureOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Columns: the task, the score, and for every player a column of true/false or 1/0 – or one column of labels such as
planner+actor (∅ for nobody). Any other column must stand in --ignore.

Examples:
  polity attribute scores.csv
  polity attribute scores.csv --order 2 --figure values.svg
  polity attribute scores.csv --index banzhaf --score reward --ignore model,cost --json
  polity attribute before.csv --compare after.csv
  polity attribute scores.csv --missing bounds --range 0,1`,
    )
    .action(async (path: string, options: AttributeOptions) => {
      checkTogether(options);
      const { taskScores } = await import('../attribution/index.js');
      const { readTable } = await import('../data/index.js');
      const read = async (file: string, columns: TaskScoreColumns) => taskScores(await readTable(file), columns);
      const scores = await read(path, columnsOf(options));
      const second =
        options.compare === undefined
          ? undefined
          : await read(options.compare, { ...columnsOf(options), players: scores.players });
      if (options.missing === 'bounds' && scores.missing.length > 0) return bounds(path, scores, options);
      if (options.missing === 'regression' && scores.missing.length > 0) return regression(path, scores, options);
      return values(path, scores, second, options);
    });
}

async function values(
  path: string,
  scores: TaskScores,
  second: TaskScores | undefined,
  options: AttributeOptions,
): Promise<void> {
  const room = await import('../attribution/index.js');
  const attribution = inFile(path, () => room.attributionInference(scores, inference(options)));
  const plain = options.index === 'shapley' || options.index === 'banzhaf';
  const differences = plain
    ? inFile(path, () => room.playerDifferences(scores, { ...inference(options), order: 1 }))
    : [];
  const comparison =
    second === undefined
      ? null
      : inFile(`${path}, ${options.compare}`, () =>
          room.compareAttributions(scores, second, { ...inference(options), ...given({ pairing: options.pairing }) }),
        );
  const advice = attribution.values
    .filter((value) => value.holm > 1 - attribution.level)
    .map((value) => adviceFor(room, value, attribution, options.power));
  await draw(options, () => (comparison ? room.comparisonFigure(comparison) : room.attributionFigure(attribution)));
  if (options.json) {
    const compared = comparison && {
      ...comparison,
      first: withoutContributions(comparison.first),
      second: withoutContributions(comparison.second),
    };
    printJson({ file: path, ...withoutContributions(attribution), differences, advice, comparison: compared });
  } else printAttribution({ file: path, attribution, differences, advice, comparison, power: options.power });
}

/** The tasks' contributions are for programs in the library: as long as the data. */
function withoutContributions(attribution: Attribution): Partial<Attribution> {
  return Object.fromEntries(Object.entries(attribution).filter(([name]) => name !== 'contributions'));
}

async function bounds(path: string, scores: TaskScores, options: AttributeOptions): Promise<void> {
  const { attributionBounds, boundsFigure } = await import('../attribution/index.js');
  const index = plainIndex(options);
  if (options.order !== undefined)
    throw new InvalidInputError('--order', options.order, 'be left out with --missing bounds');
  if (options.range?.length !== 2) {
    throw new InvalidInputError(
      '--range',
      options.range,
      'give the least and the largest score of a missing coalition, as 0,1',
    );
  }
  const [low, high] = options.range;
  const settings = {
    index,
    range: [low, high] as const,
    ...given({ level: options.level, unbalanced: pairedOnly(options) }),
  };
  const found = inFile(path, () => attributionBounds(scores, settings));
  await draw(options, () => boundsFigure(found));
  if (options.json) printJson({ file: path, ...found });
  else printBounds(path, found);
}

async function regression(path: string, scores: TaskScores, options: AttributeOptions): Promise<void> {
  const { attributionFigure, regressionAttribution } = await import('../attribution/index.js');
  const { order, interval, test, replicates, draws, seed, level } = options;
  const found = inFile(path, () =>
    regressionAttribution(scores, {
      index: plainIndex(options),
      ...given({ order, interval, test, replicates, draws, seed, level, unbalanced: pairedOnly(options) }),
    }),
  );
  await draw(options, () => attributionFigure(found));
  if (options.json) printJson({ file: path, ...found });
  else printRegression(path, found);
}

/** How many tasks would tell a value from 0, were it as large as it looks, with as many tests as now. */
function adviceFor(
  { detectableEffect, requiredTasks }: typeof import('../attribution/index.js'),
  { coalition, estimate, sd, n }: AttributedValue,
  { values: all, level }: Attribution,
  power: number,
): Advice {
  const plan = { sd, power, level, comparisons: all.length };
  const visible = sd > 0 ? detectableEffect({ ...plan, tasks: n }) : 0;
  // Below a thousandth of what can be seen now it would take a million times the tasks: no advice is better.
  const tasks =
    sd > 0 && Math.abs(estimate) > visible / 1000 ? requiredTasks({ ...plan, effect: estimate }).tasks : null;
  return { coalition, estimate, tasks, visible };
}

function checkTogether({ compare, missing, pairing, range, order, power }: AttributeOptions): void {
  checkNumber('--power', power, { min: 0, max: 1, aboveMin: true, belowMax: true });
  if (compare !== undefined && missing !== 'error') {
    throw new InvalidInputError(
      '--missing',
      missing,
      'be error with --compare: both systems must have run every coalition',
    );
  }
  if (pairing !== undefined && compare === undefined) {
    throw new InvalidInputError('--pairing', pairing, 'come with --compare');
  }
  if (range !== undefined && missing !== 'bounds') {
    throw new InvalidInputError('--range', range, 'come with --missing bounds');
  }
  if (order !== undefined && !Number.isInteger(order))
    throw new InvalidInputError('--order', order, 'be a whole number');
}

function columnsOf({ task, score, repeat, coalition, players, ignore }: AttributeOptions): TaskScoreColumns {
  return given({ task, score, repeat, coalition, players, ignore });
}

function inference(options: AttributeOptions): AttributionOptions {
  const { order, unbalanced, interval, test, replicates, draws, seed, level } = options;
  return {
    index: indices[options.index],
    ...given({ order, unbalanced, interval, test, replicates, draws, seed, level }),
  };
}

function plainIndex({ index, missing }: AttributeOptions): 'shapley' | 'banzhaf' {
  if (index === 'shapley' || index === 'banzhaf') return index;
  throw new InvalidInputError('--index', index, `be shapley or banzhaf with --missing ${missing}`);
}

function pairedOnly({ unbalanced, missing }: AttributeOptions): 'error' | 'common' | 'linearized' | undefined {
  if (unbalanced !== 'independent') return unbalanced;
  throw new InvalidInputError('--unbalanced', unbalanced, `be error, common or linearized with --missing ${missing}`);
}

/** What a room finds wrong with the data is wrong with the file; what it finds wrong with an option stays the option's. */
function inFile<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const ofData = ['rows', 'rows.length', 'gaps', 'tasks', 'tasks.length', 'common tasks', 'game', 'second.players'];
    if (!(error instanceof InvalidInputError) || error.location || !ofData.includes(error.argument)) throw error;
    throw new InvalidInputError(error.argument, error.value, error.requirement, { file });
  }
}

async function draw({ figure }: AttributeOptions, make: () => Figure): Promise<void> {
  if (figure === undefined) return;
  const { saveFigure } = await import('../figures/index.js');
  await saveFigure(make(), figure);
}

function namesOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const names = text.split(',').map((name) => name.trim());
    if (names.includes('')) throw new InvalidArgumentError('It must be names with commas between them.');
    return names;
  });
}

/** A figure file that cannot be written is known before anything is computed. */
function figureOption(): Option {
  return new Option('--figure <file>', 'draw the values: .svg, .png or .html').argParser((path) => {
    if (!['.svg', '.png', '.html'].includes(extname(path).toLowerCase())) {
      throw new InvalidArgumentError('It must end in .svg, .png or .html.');
    }
    return path;
  });
}

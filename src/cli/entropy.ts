import { Command, Option } from 'commander';
import { InvalidInputError } from '../foundation/index.js';
import type { Table } from '../data/index.js';
import { given, jsonOption, numberOption } from './options.js';
import { printRuns, type AnalyzedRun } from './entropy-runs.js';
import { printAudit } from './entropy-tokens.js';
import { printJson } from './print.js';

export interface EntropyOptions {
  readonly fraction?: number;
  readonly level?: number;
  readonly unit?: 'nats' | 'bits';
  readonly rewardScale?: 'fraction' | 'percent';
  readonly missing?: 'reject' | 'skip';
  readonly stepColumn?: string;
  readonly entropyColumn?: string;
  readonly rewardColumn?: string;
  readonly runColumn?: string;
  readonly oldLogpColumn?: string;
  readonly logpColumn?: string;
  readonly advantagesColumn?: string;
  readonly maskColumn?: string;
  readonly clipRatio?: number;
  readonly klRatio?: number;
  readonly figure?: string;
  readonly json?: boolean;
}

/** `polity entropy FILE`: what a training run still has to gain, or which tokens spend its entropy. */
export function entropyCommand(): Command {
  const column = (flags: string, what: string) => new Option(flags, `column of ${what}, if it has no usual name`);
  return new Command('entropy')
    .description('what a training run still has to gain, from its log; or an audit of its tokens')
    .argument('<file>', 'CSV, JSONL or Parquet: a row a step (step, entropy, reward, run), or a row a token')
    .addOption(numberOption('--fraction <f>', 'share of the run for the early forecast (default 0.15)'))
    .addOption(numberOption('--level <p>', 'coverage of the intervals (default 0.95)'))
    .addOption(new Option('--unit <unit>', 'of the entropy (default nats)').choices(['nats', 'bits']))
    .addOption(
      new Option('--reward-scale <scale>', 'of the reward (default fraction)').choices(['fraction', 'percent']),
    )
    .addOption(new Option('--missing <rule>', 'rows without a value (default reject)').choices(['reject', 'skip']))
    .addOption(column('--step-column <name>', 'the step'))
    .addOption(column('--entropy-column <name>', 'the entropy'))
    .addOption(column('--reward-column <name>', 'the reward'))
    .addOption(column('--run-column <name>', 'the run'))
    .addOption(column('--old-logp-column <name>', 'log-probabilities when sampled'))
    .addOption(column('--logp-column <name>', 'log-probabilities now'))
    .addOption(column('--advantages-column <name>', 'advantages'))
    .addOption(column('--mask-column <name>', 'the mask'))
    .addOption(numberOption('--clip-ratio <r>', 'share of tokens that Clip-Cov touches (default 0.0002)'))
    .addOption(numberOption('--kl-ratio <k>', 'share of tokens that KL-Cov touches (default 0.002)'))
    .addOption(new Option('--figure <file>', 'draw reward against entropy to an .svg or .png file'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Known without being told: step, _step, global_step; entropy, actor/entropy, actor/entropy_loss;
reward, critic/rewards/mean, critic/score/mean, accuracy; run, run_id; old_log_prob, log_prob,
advantages, response_mask and the like. Anything else is named with its option.

Examples:
  polity entropy run.csv
  polity entropy wandb-export.csv --unit bits --reward-scale percent --figure law.svg
  polity entropy tokens.parquet --kl-ratio 0.002 --json`,
    )
    .action(async (file: string, options: EntropyOptions) => {
      const room = await import('../entropy/index.js');
      const { readTable } = await import('../data/index.js');
      const first = await head(file);
      if (options.oldLogpColumn !== undefined || room.isTokenLog(first.columnNames)) {
        const table = await readTable(file, { columns: room.tokenColumns(first, options) });
        const audit = room.auditTokens(room.tokenBatch(table, options), given(pick(options, ['clipRatio', 'klRatio'])));
        if (options.json) printJson(audit);
        else printAudit(audit);
        return;
      }
      const runs = room.trainingRuns(await readTable(file), given(options));
      const analysis = pick(options, ['fraction', 'level']);
      const analyses = runs.map((run) => ({
        ...run,
        ...namingRun(run.name, () => room.analyzeRun(run, given(analysis))),
      }));
      const pooled = runs.length > 1 ? room.bootstrapEntropyLaw(runs, given(pick(options, ['level']))) : null;
      if (options.figure !== undefined) {
        const { saveFigure } = await import('../figures/index.js');
        await saveFigure(room.lawFigure(runs, { names: runs.map(({ name }) => name) }), options.figure);
      }
      if (options.json)
        printJson({
          runs: analyses.map((run) => withoutArrays(run)),
          pooled: pooled && { ...pooled, values: undefined },
        });
      else printRuns(analyses, pooled);
    });
}

function pick<Key extends keyof EntropyOptions>(
  options: EntropyOptions,
  keys: readonly Key[],
): Pick<EntropyOptions, Key> {
  return Object.fromEntries(keys.map((key) => [key, options[key]])) as Pick<EntropyOptions, Key>;
}

/** The error of one run among several says which. */
function namingRun<Result>(name: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof InvalidInputError) || error.location) throw error;
    throw new InvalidInputError(error.argument, error.value, error.requirement, { file: name });
  }
}

/** Points are in the user's own file; functions are not JSON. */
function withoutArrays({ steps, entropy, reward, law, early, forecast, laws, ...rest }: AnalyzedRun) {
  const last = entropy.length - 1;
  return {
    ...rest,
    points: entropy.length,
    lastStep: steps[last],
    lastEntropy: entropy[last],
    lastReward: reward[last],
    law: { ...law, residuals: undefined, weights: undefined },
    forecast,
    early: {
      fitted: early.fitted,
      rmse: early.rmse,
      finalError: early.finalError,
      covered: early.covered,
      ceiling: early.forecast.ceiling,
    },
    laws,
  };
}

/** The first row of a Parquet file, which may hold 10⁷; of other files everything. */
async function head(file: string): Promise<Table> {
  const { query, readTable } = await import('../data/index.js');
  if (!file.endsWith('.parquet')) return readTable(file);
  const { stat } = await import('node:fs/promises');
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new InvalidInputError('path', file, 'name a file that exists');
  return query(`SELECT * FROM read_parquet('${file.replaceAll("'", "''")}') LIMIT 1`);
}

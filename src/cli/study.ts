import { Command, Option } from 'commander';
import { basename } from 'node:path';
import { InvalidInputError } from '../foundation/index.js';
import type { Engine, StudyStatus } from '../studies/index.js';
import { Failure } from './failure.js';
import { given, jsonOption, numberOption } from './options.js';
import { formatNumber, formatPairs, formatTable, printJson, printReport } from './print.js';
import { progressDisplay } from './progress.js';

interface RunOptions {
  readonly results?: string;
  readonly engine: 'inline' | 'threads' | 'bullmq';
  readonly threads?: number;
  readonly memory?: number;
  readonly redis?: string;
  readonly rate?: number;
  readonly concurrency?: number;
  readonly retryQuarantined?: boolean;
  readonly acceptNewCode?: boolean;
  readonly json?: boolean;
}

/** The study was stopped before it was complete; as shells say of an interrupted program. */
const INTERRUPTED = 130;

/** `polity study run|resume|status|export|cancel`. */
export function studyCommand(): Command {
  return new Command('study')
    .description('parameter sweeps that survive: run, resume, watch, export and cancel them')
    .addCommand(runCommand('run', 'run a study, or go on with it, on threads or on workers'))
    .addCommand(runCommand('resume', 'go on with a study that was begun'))
    .addCommand(statusCommand())
    .addCommand(exportCommand())
    .addCommand(cancelCommand())
    .addHelpText(
      'after',
      `
Examples:
  polity study run sweep.ts
  polity study run sweep.ts --engine bullmq --redis redis://queue.local:6379
  polity study status sweep.duckdb
  polity study export sweep.duckdb sweep.parquet`,
    );
}

function runCommand(name: 'run' | 'resume', description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<module>', 'the module that exports the study: a .ts or .js file, or a package')
    .option('--results <file>', 'DuckDB file of the results (default: the name of the module, .duckdb)')
    .addOption(
      new Option('--engine <engine>', 'what makes the runs')
        .choices(['inline', 'threads', 'bullmq'])
        .default('threads'),
    )
    .addOption(numberOption('--threads <n>', 'threads (default: all processors)'))
    .addOption(numberOption('--memory <MiB>', 'heap that a run may use'))
    .option(
      '--redis <address>',
      'where the queue is, redis://host:6379; credentials come from POLITY_REDIS_USERNAME/_PASSWORD',
    )
    .addOption(numberOption('--rate <runs>', 'with a queue: runs begun a second at most'))
    .addOption(numberOption('--concurrency <jobs>', 'with a queue: jobs at work at once at most'))
    .option('--retry-quarantined', 'make the runs again that were given up before')
    .option('--accept-new-code', 'go on although the module has changed; rows are marked with their session')
    .addOption(jsonOption())
    .action(async (module: string, options: RunOptions) => {
      const results = options.results ?? `${basename(module).replace(/\.[cm]?[jt]s$/, '')}.duckdb`;
      await run(module, results, options, name === 'resume');
    });
}

async function run(module: string, results: string, options: RunOptions, resume: boolean): Promise<void> {
  const { StoreError, describePace, runStudy } = await import('../studies/index.js');
  const display = progressDisplay();
  const stop = new AbortController();
  const onSignal = () => {
    // A second time: at once.
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal);
  try {
    const { retryQuarantined, acceptNewCode } = options;
    const { status, done, quarantined } = await runStudy(module, {
      engine: await engineOf(options),
      results,
      resume,
      signal: stop.signal,
      onProgress: (progress) => display.show({ ...progress, label: describePace(progress) }),
      ...given({ retryQuarantined, acceptNewCode }),
      withTable: false,
    });
    display.end();
    if (options.json) printJson({ results, status, done, quarantined });
    else {
      printReport(
        formatPairs([
          ['Results', results],
          ['Runs done', formatNumber(done)],
          ['Quarantined', formatNumber(quarantined.length)],
        ]),
        ...quarantinedLines(quarantined),
      );
    }
    if (status === 'cancelled') {
      throw new Failure(`stopped; go on with: polity study resume ${module} --results ${results}`, INTERRUPTED);
    }
    if (quarantined.length > 0) throw new Failure(`${quarantined.length} runs were given up; see the errors above`);
  } catch (error) {
    if (error instanceof StoreError)
      throw new Failure(`${error.message}. Go on with: polity study resume ${module} --results ${results}`);
    throw error;
  } finally {
    display.end();
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, onSignal);
  }
}

async function engineOf({ engine, threads, memory, redis, rate, concurrency }: RunOptions): Promise<Engine> {
  const { bullmqEngine, inlineEngine, threadsEngine } = await import('../studies/index.js');
  if (engine === 'bullmq') {
    if (redis === undefined) throw new InvalidInputError('--redis', redis, 'be given with --engine bullmq');
    const onWarning = (message: string) => void process.stderr.write(`  ${message}\n`);
    return bullmqEngine({ redis, onWarning, ...given({ rate, concurrency }) });
  }
  for (const [option, value] of Object.entries({ redis, rate, concurrency })) {
    if (value !== undefined) throw new InvalidInputError(`--${option}`, value, 'be given with --engine bullmq only');
  }
  return engine === 'inline' ? inlineEngine() : threadsEngine(given({ threads, memory }));
}

function statusCommand(): Command {
  return new Command('status')
    .description('how far a study is, who ran it and what was given up')
    .argument('<results>', 'DuckDB file of the results')
    .addOption(jsonOption())
    .action(async (results: string, { json }: { readonly json?: boolean }) => {
      const { describePace, studyStatus } = await import('../studies/index.js');
      const status = await studyStatus(results);
      if (json) return printJson(status);
      if (!('running' in status)) return printStatus(results, status);
      const { done, total, engine, host, process: pid } = status.running;
      printReport(
        formatPairs([
          ['Running', `${engine}, process ${pid} on ${host}`],
          ['Runs', `${formatNumber(done)} of ${formatNumber(total)}`],
          ['Pace', describePace(status.running)],
        ]),
      );
    });
}

function printStatus(results: string, { name, hash, done, quarantined, sessions }: StudyStatus): void {
  printReport(
    formatPairs([
      ['Study', name],
      ['Definition', hash.slice(0, 16)],
      ['Results', results],
      ['Runs done', formatNumber(done)],
      ['Quarantined', formatNumber(quarantined.length)],
    ]),
    formatTable(
      ['session', 'started (UTC)', 'ended', 'engine', 'runs', 'run seconds', 'machines', 'code', 'revision'],
      sessions.map(({ session, started, ended, engine, runs, seconds, hosts, code, revision }) => [
        String(session),
        started.slice(0, 19),
        ended?.slice(0, 19) ?? 'no',
        engine,
        formatNumber(runs),
        formatNumber(seconds),
        String(hosts),
        code.slice(0, 8),
        revision.slice(0, 8) || 'none',
      ]),
    ),
    ...quarantinedLines(quarantined),
  );
}

/** The runs that were given up: the first few, and how many more. */
function quarantinedLines(quarantined: StudyStatus['quarantined']): string[] {
  const shown = 10;
  if (quarantined.length === 0) return [];
  const lines = quarantined.slice(0, shown).map(({ parameters, replicate, attempts, kind, error }) => {
    const point = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
    return [point.join(', '), String(replicate), String(attempts), kind, error.slice(0, 120)];
  });
  const more = quarantined.length - lines.length;
  return [
    formatTable(['given up at', 'replicate', 'attempts', 'why', 'error'], lines),
    ...(more > 0 ? [`and ${more} more: polity study status --json`] : []),
  ];
}

function exportCommand(): Command {
  return new Command('export')
    .description('write the table of results to a Parquet or CSV file')
    .argument('<results>', 'DuckDB file of the results')
    .argument('<file>', 'where to: .parquet or .csv')
    .action(async (results: string, file: string) => {
      const { exportStudy } = await import('../studies/index.js');
      printReport(`${formatNumber(await exportStudy(results, file))} rows in ${file}`);
    });
}

function cancelCommand(): Command {
  return new Command('cancel')
    .description('stop a study that is running; what is settled stays, and it can be resumed')
    .argument('<results>', 'DuckDB file of the results')
    .action(async (results: string) => {
      const { cancelStudy } = await import('../studies/index.js');
      if (!cancelStudy(results))
        throw new InvalidInputError('results', results, 'be the results of a study that is running');
      printReport('asked to stop');
    });
}

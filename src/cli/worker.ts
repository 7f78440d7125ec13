import { Command } from 'commander';
import type { ServeEvent } from '../studies/index.js';
import { given, numberOption } from './options.js';

interface WorkerOptions {
  readonly redis: string;
  readonly threads?: number;
  readonly memory?: number;
  readonly takeOver?: number;
  readonly idle?: number;
}

/** `polity worker sweep.ts --redis redis://…`: makes runs of one study for whoever coordinates it. */
export function workerCommand(): Command {
  return new Command('worker')
    .description('make runs of a study for a coordinator on this or another machine')
    .argument('<module>', 'the module that exports the study, the same as the coordinator has')
    .requiredOption(
      '--redis <address>',
      'where the queue is, redis://host:6379; credentials come from POLITY_REDIS_USERNAME/_PASSWORD',
    )
    .addOption(numberOption('--threads <n>', 'runs made at once (default: all processors)'))
    .addOption(numberOption('--memory <MiB>', 'heap that a run may use'))
    .addOption(
      numberOption('--take-over <seconds>', 'silence after which others take over runs of a dead worker (default: 15)'),
    )
    .addOption(numberOption('--idle <seconds>', 'end after so long without work (default: wait for ever)'))
    .addHelpText(
      'after',
      `
Examples:
  polity worker sweep.ts --redis redis://queue.local:6379
  srun --array=1-100 polity worker sweep.ts --redis redis://queue.local:6379 --threads 4 --idle 60`,
    )
    .action(async (module: string, { redis, ...options }: WorkerOptions) => {
      const { serveStudy } = await import('../studies/index.js');
      const stop = new AbortController();
      const onSignal = () => {
        // A second time: at once; others take the runs over.
        if (stop.signal.aborted) process.exit(130);
        stop.abort();
        say('finishing the runs at hand');
      };
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal);
      try {
        const { done, failed } = await serveStudy(module, {
          redis,
          signal: stop.signal,
          onEvent: log,
          ...given(options),
        });
        say(`${done} runs done, ${failed} failed`);
      } finally {
        for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, onSignal);
      }
    });
}

function log(event: ServeEvent): void {
  if (event.kind === 'ready') say(`ready: ${event.threads} threads for ${event.queue}`);
  if (event.kind === 'warning') say(event.message);
}

function say(message: string): void {
  process.stderr.write(`  ${message}\n`);
}

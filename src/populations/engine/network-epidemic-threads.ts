import { Worker } from 'node:worker_threads';
import { checkInteger } from '../../foundation/index.js';
import type { ContactGraph } from './contact-graph.js';
import { emptyCurve, noteDay, type EpidemicModel } from './epidemic-curve.js';
import { spreadRules, type NetworkEpidemic, type NetworkEpidemicOptions } from './network-epidemic.js';
import type { SpreadRules } from './spread-slice.js';

/** What a thread is told: a slice of the agents, and the memory that all threads share. */
export interface SliceTask {
  readonly rules: SpreadRules;
  readonly from: number;
  readonly to: number;
  readonly thread: number;
  readonly threads: number;
  readonly steps: number;
  /** Infectious agents at the start. */
  readonly initial: number;
  /** Waiting threads, number of the barrier, whether to stop, whether all heard so. */
  readonly barrier: Int32Array;
  /** Infected, and ceased to be infectious, in each step by each thread. */
  readonly counts: Int32Array;
}

/**
 * {@link networkEpidemic} on several threads that share one memory: the same result for every number of threads, byte for
 * byte. Each thread has a slice of the agents, with about as many contacts as every other, and looks for the infectious
 * among all; threads wait for each other twice a step.
 *
 * Starting a thread takes a tenth of a second: it pays from some 10⁷ contacts looked at.
 *
 * @param options - those of {@link networkEpidemic}, and `threads` (default 2)
 * @throws InvalidInputError as {@link networkEpidemic} does
 * @throws the reason of `signal` when it aborts
 *
 * @example
 * ```ts
 * import { networkEpidemic, networkEpidemicInThreads, randomContacts } from 'polity/populations';
 * const graph = randomContacts(1000, { meanDegree: 8, seed: 1 });
 * const options = { infection: 0.1, recovery: 0.25, initial: [0, 1, 2], steps: 50, seed: 1 };
 * const { recovered } = await networkEpidemicInThreads(graph, { ...options, threads: 2 });
 * recovered[50] === networkEpidemic(graph, options).recovered[50]; // true
 * ```
 */
export async function networkEpidemicInThreads(
  graph: ContactGraph,
  { threads = 2, ...options }: NetworkEpidemicOptions & { readonly threads?: number },
): Promise<NetworkEpidemic> {
  checkInteger('threads', threads, { min: 1, max: 64 });
  const { steps, onProgress, signal } = options;
  signal?.throwIfAborted();
  const rules = sharedRules(spreadRules(graph, options));
  const barrier = new Int32Array(new SharedArrayBuffer(16));
  const counts = new Int32Array(new SharedArrayBuffer(8 * Math.max(1, steps * threads)));
  const initial = options.initial.length;
  const ends = equalWork(graph, threads);
  const tasks = ends.map((to, thread): SliceTask => {
    return { rules, from: thread === 0 ? 0 : ends[thread - 1], to, thread, threads, steps, initial, barrier, counts };
  });
  const workers = tasks.map((task) => startWorker(task));
  const stop = () => Atomics.store(barrier, 2, 1);
  signal?.addEventListener('abort', stop);
  try {
    await Promise.all(workers.map((worker) => finished(worker, steps, onProgress)));
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  signal?.throwIfAborted();
  return { ...sumCounts(graph.size, tasks[0], options.model), state: Uint8Array.from(rules.state) };
}

/** The end of each thread's slice: cuts the agents where contacts are shared out evenly. */
function equalWork({ size, offsets }: ContactGraph, threads: number): number[] {
  const work = (agents: number) => offsets[agents] + agents;
  let end = 0;
  return Array.from({ length: threads }, (_, thread) => {
    const share = (work(size) * (thread + 1)) / threads;
    while (end < size && work(end) < share) end++;
    return thread === threads - 1 ? size : end;
  });
}

function sharedRules(rules: SpreadRules): SpreadRules {
  return {
    ...rules,
    offsets: shared(rules.offsets, Uint32Array),
    neighbours: shared(rules.neighbours, Uint32Array),
    weights: rules.weights && shared(rules.weights, Float32Array),
    labels: rules.labels && shared(rules.labels, Uint32Array),
    state: shared(rules.state, Uint8Array),
  };
}

function shared<Kind extends Uint8Array | Uint32Array | Float32Array>(
  array: Kind,
  Type: new (buffer: SharedArrayBuffer) => Kind,
): Kind {
  const copy = new Type(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

function startWorker(task: SliceTask): Worker {
  const file = (ending: string) => new URL(`./network-epidemic-worker.${ending}`, import.meta.url);
  if (!import.meta.url.endsWith('.ts')) return new Worker(file('js'), { workerData: task });
  // Run from its sources, as tests do, the worker is TypeScript and has to register the loader first.
  const script = `import('tsx/esm/api').then(({ register }) => (register(), import('${file('ts').href}')))`;
  return new Worker(script, { workerData: task, eval: true });
}

function finished(worker: Worker, steps: number, onProgress: NetworkEpidemicOptions['onProgress']): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (done: number) => onProgress?.({ done, total: steps }));
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}

function sumCounts(size: number, task: SliceTask, model: EpidemicModel = 'SIR') {
  const curve = emptyCurve(size, task.steps);
  let [infectious, recovered] = [task.initial, 0];
  noteDay(curve, 0, infectious, recovered);
  for (let step = 0; step < task.steps; step++) {
    const { infected, left } = countsOf(task, step);
    curve.newInfections[step] = infected;
    infectious += infected - left;
    if (model === 'SIR') recovered += left;
    noteDay(curve, step + 1, infectious, recovered);
  }
  return curve;
}

/** What all threads counted in a step. */
export function countsOf({ threads, counts }: SliceTask, step: number): { infected: number; left: number } {
  let [infected, left] = [0, 0];
  for (let k = 2 * step * threads; k < 2 * (step + 1) * threads; k += 2) {
    infected += counts[k];
    left += counts[k + 1];
  }
  return { infected, left };
}

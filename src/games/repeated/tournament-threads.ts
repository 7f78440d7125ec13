import { checkInteger } from '../../foundation/index.js';
import type { Strategy } from './strategy.js';
import { recipeOf } from './strategy-recipes.js';
import { tournamentPlan, type TournamentOptions } from './tournament.js';
import { Tournament } from './tournament-results.js';
import type { TournamentTask } from './tournament-worker.js';

/**
 * {@link playTournament} on several worker threads: the same results for every number of threads, byte for byte.
 *
 * Starting a thread costs a tenth of a second; it pays from some ten million rounds on. Strategies travel as data, so they must
 * come from the library or one of its makers ({@link memoryOne}, {@link cycler}, {@link stateMachine}, …).
 *
 * @param options - those of {@link playTournament}, and `threads` (default 2)
 * @throws InvalidInputError as {@link playTournament} does, and for a strategy that cannot be sent to a thread
 * @throws the reason of `signal` when it aborts
 *
 * @example
 * ```ts
 * import { playTournamentInThreads, strategies } from 'polity/games';
 * const field = [strategies.Random, strategies.Gradual, strategies.GTFT];
 * const tournament = await playTournamentInThreads(field, { threads: 2, repetitions: 20, seed: 1 });
 * tournament.turns; // 24000
 * ```
 */
export async function playTournamentInThreads(
  strategies: readonly Strategy[],
  { threads = 2, onProgress, signal, ...options }: TournamentOptions & { readonly threads?: number } = {},
): Promise<Tournament> {
  checkInteger('threads', threads, { min: 1 });
  const plan = tournamentPlan(strategies, options);
  const recipes = strategies.map((strategy, i) => recipeOf(`strategies[${i}]`, strategy));
  const total = (plan.pairs.length / 2) * plan.repetitions;
  const outcomes = new Int32Array(4 * total);
  signal?.throwIfAborted();
  const { Piscina } = await import('piscina');
  // Run from its sources, as tests do, the worker is TypeScript and needs the loader.
  const fromSources = import.meta.url.endsWith('.ts');
  const pool = new Piscina({
    filename: new URL(`./tournament-worker.${fromSources ? 'ts' : 'js'}`, import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    ...(fromSources && { execArgv: ['--import', 'tsx'] }),
  });
  try {
    const { terms, pairs, repetitions, seed } = plan;
    // Many pieces a thread: matches of some pairs take much longer than those of others.
    const block = Math.max(1, Math.ceil(total / (16 * threads)));
    let done = 0;
    const play = async (from: number) => {
      const to = Math.min(total, from + block);
      const task: TournamentTask = { recipes, plan: { terms, pairs, repetitions, seed }, from, to };
      outcomes.set((await pool.run(task, signal ? { signal } : {})) as Int32Array, 4 * from);
      done += to - from;
      onProgress?.({ done, total });
    };
    await Promise.all(Array.from({ length: Math.ceil(total / block) }, (_, piece) => play(piece * block)));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
  return new Tournament(plan, outcomes);
}

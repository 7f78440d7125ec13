import { checkInteger, checkOneOf } from '../../foundation/index.js';
import { algebraModules } from './algebra-modules.js';
import type { AgentTask } from './environment.js';
import { shellTasks } from './file-tree.js';
import { mazeTasks } from './grid-maze.js';
import { mazeModules } from './grid-modules.js';
import { algebraTasks } from './linear-equations.js';
import { runHarness, type HarnessOptions, type HarnessResult } from './modular-harness.js';
import { planActReflect, type AgentModules } from './plan-act-reflect.js';
import { shellModules } from './shell-modules.js';
import { shopModules } from './shop-modules.js';
import type { Skills } from './skills.js';
import { shopTasks } from './web-shop.js';

/** A kind of task that comes with scripted modules. */
export type ScriptedDomain = (typeof scriptedDomains)[number];
/** The kinds of task that come with scripted modules. */
export const scriptedDomains = ['shop', 'algebra', 'maze', 'shell'] as const;

/** A scripted domain in two versions of its agent. */
export interface ScriptedRunOptions extends HarnessOptions {
  readonly skills: { readonly default: Skills; readonly test: Skills };
  /** Tasks; default 100. */
  readonly count?: number;
}

/**
 * Runs a scripted domain: `count` tasks of it, for all 16 coalitions of {planner, reasoner, actor, reflector} with modules of
 * the two skills, in the workflow {@link planActReflect}, at most 15 steps a task (mazes: 40). The seed also makes the tasks.
 *
 * Cost: 16·count episodes, some thousands a second.
 *
 * @example
 * ```ts
 * import { runScriptedDomain, shapleyInteractions } from 'polity/attribution';
 * const able = { planner: 1, reasoner: 1, actor: 1, reflector: 1 };
 * const { game } = await runScriptedDomain('shell', {
 *   skills: { default: { ...able, actor: 0.6, reflector: 0 }, test: able },
 *   count: 30,
 * });
 * // A good reflector makes up for a clumsy actor, and has nothing to do beside a good one.
 * shapleyInteractions(game).get(['actor', 'reflector']) < -0.4; // true
 * game.worthOf(['planner']) === game.worthOf([]); // true
 * ```
 */
export async function runScriptedDomain(
  domain: ScriptedDomain,
  { skills, count = 100, seed = 0, ...options }: ScriptedRunOptions,
): Promise<HarnessResult> {
  checkOneOf('domain', domain, scriptedDomains);
  checkInteger('count', count, { min: 1 });
  const run = <Observation, Plan, Thought, Action, Reflection>(
    tasks: readonly AgentTask<Observation, Action>[],
    modules: (skills: Skills) => AgentModules<Observation, Plan, Thought, Action, Reflection>,
    stepLimit = 15,
  ) =>
    runHarness(
      {
        modules: { default: modules(skills.default), test: modules(skills.test) },
        tasks,
        workflow: planActReflect<Observation, Plan, Thought, Action, Reflection>({ stepLimit }),
      },
      { seed, ...options },
    );
  switch (domain) {
    case 'shop':
      return run(shopTasks({ count, seed }), shopModules);
    case 'algebra':
      return run(algebraTasks({ count, seed }), algebraModules);
    case 'maze':
      return run(mazeTasks({ count, seed }), mazeModules, 40);
    case 'shell':
      return run(shellTasks({ count, seed }), shellModules);
  }
}

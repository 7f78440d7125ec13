import { checkInteger, type RandomStream } from '../../foundation/index.js';
import { ENVIRONMENT } from './common-random-numbers.js';
import type { AgentTask } from './environment.js';
import { ModuleFailure } from './module-failure.js';
import type { Episode, EpisodeOutcome, Workflow } from './workflow.js';

/** What a module is handed beside its input. */
export interface ModuleContext {
  /** Of this call alone. */
  readonly random: RandomStream;
  readonly signal: AbortSignal | undefined;
}

/** A module: a function that may take its time. */
export type AgentModule<Input, Output> = (input: Input, context: ModuleContext) => Output | Promise<Output>;

/** One step as it is remembered. */
export interface Turn<Observation, Thought, Action, Reflection> {
  readonly thought: Thought;
  readonly action: Action;
  /** What was seen after the action. */
  readonly observation: Observation;
  readonly failed: boolean;
  readonly feedback: string;
  /** What the reflector said about it, if it was asked. */
  readonly reflection?: Reflection;
}

/** The four modules of an agent. They keep nothing between calls: the trajectory is all there is to remember. */
export interface AgentModules<Observation, Plan, Thought, Action, Reflection> {
  /** Once, at the start: how to go about it. */
  readonly planner: AgentModule<{ readonly observation: Observation }, Plan>;
  /** Every step: what to do next. The last turn holds a reflection if that step failed or the agent was in a loop. */
  readonly reasoner: AgentModule<
    {
      readonly observation: Observation;
      readonly plan: Plan;
      readonly trajectory: readonly Turn<Observation, Thought, Action, Reflection>[];
    },
    Thought
  >;
  /** Every step: does it. */
  readonly actor: AgentModule<
    { readonly observation: Observation; readonly plan: Plan; readonly thought: Thought },
    Action
  >;
  /** After a step that failed, or in a loop: what to make of it. */
  readonly reflector: AgentModule<
    {
      readonly observation: Observation;
      readonly plan: Plan;
      readonly turn: Turn<Observation, Thought, Action, Reflection>;
      readonly trajectory: readonly Turn<Observation, Thought, Action, Reflection>[];
      readonly cause: 'failed' | 'loop';
    },
    Reflection
  >;
}

/** Limits of an episode. */
export interface PlanActReflectOptions {
  /** Steps at most; default 30. */
  readonly stepLimit?: number;
  /** Visits to one state that count as a loop; default 3. */
  readonly loopAfter?: number;
}

/**
 * The workflow of a modular agent: plan once; then, until the environment has terminated or the step limit is reached, reason,
 * act, take the environment's feedback, and reflect when the step failed or the agent is in a loop; the reflection is in
 * the trajectory that the next reasoning call is handed.
 *
 * A module that throws, and an actor whose action is illegal, end the episode with a {@link ModuleFailure}. What the
 * environment throws is nobody's failure and passes through.
 *
 * Source: Yang et al., "Who's the MVP? A game-theoretic evaluation benchmark for modular attribution in LLM agents"
 * (arXiv 2502.00510), section 3 and its public code.
 */
export function planActReflect<Observation, Plan, Thought, Action, Reflection>({
  stepLimit = 30,
  loopAfter = 3,
}: PlanActReflectOptions = {}): Workflow<
  AgentModules<Observation, Plan, Thought, Action, Reflection>,
  AgentTask<Observation, Action>
> {
  checkInteger('stepLimit', stepLimit, { min: 1 });
  checkInteger('loopAfter', loopAfter, { min: 2 });
  return async ({ modules, task, random, signal }): Promise<EpisodeOutcome> => {
    const call = moduleCaller(random, signal);
    const environment = task.environment();
    let observation = environment.reset(random(ENVIRONMENT));
    const plan = await call('planner', 0, modules.planner, { observation });
    const trajectory: Turn<Observation, Thought, Action, Reflection>[] = [];
    const visits = new Map<string, number>();
    let steps = 0;
    let terminated = false;
    while (!terminated && steps < stepLimit) {
      signal?.throwIfAborted();
      const thought = await call('reasoner', steps, modules.reasoner, { observation, plan, trajectory });
      const action = await call('actor', steps, modules.actor, { observation, plan, thought });
      const illegal = environment.illegal?.(action);
      if (illegal !== undefined) throw new ModuleFailure('actor', 'illegal action', steps, illegal);
      const result = environment.step(action, random(ENVIRONMENT));
      steps++;
      ({ observation, terminated } = result);
      const { failed, feedback } = result;
      const turn = { thought, action, observation, failed, feedback };
      const cause = failed ? 'failed' : !terminated && isLoop(environment.state?.(), visits, loopAfter) ? 'loop' : null;
      if (cause === null || terminated) {
        trajectory.push(turn);
      } else {
        const reflection = await call('reflector', steps, modules.reflector, {
          observation,
          plan,
          turn,
          trajectory,
          cause,
        });
        trajectory.push({ ...turn, reflection });
      }
    }
    return { score: environment.score(), steps };
  };
}

/** Calls a module with a stream of its own; what it throws becomes its failure. */
function moduleCaller(random: Episode<unknown, unknown>['random'], signal: AbortSignal | undefined) {
  return async <Input, Output>(slot: string, step: number, module: AgentModule<Input, Output>, input: Input) => {
    try {
      return await module(input, { random: random(slot), signal });
    } catch (error) {
      // An abort is the caller's will, not the module's failure.
      signal?.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      throw new ModuleFailure(slot, 'threw', step, reason, { cause: error });
    }
  };
}

function isLoop(state: string | undefined, visits: Map<string, number>, loopAfter: number): boolean {
  if (state === undefined) return false;
  const count = (visits.get(state) ?? 0) + 1;
  // Counted anew after each reflection, or every further step would be one.
  visits.set(state, count === loopAfter ? 0 : count);
  return count === loopAfter;
}

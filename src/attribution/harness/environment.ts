import type { RandomStream } from '../../foundation/index.js';

/** What a step of an environment gives back. */
export interface StepResult<Observation> {
  readonly observation: Observation;
  /** Whether the step did not do what it was meant to: a wall, an error message, an invalid rewriting. */
  readonly failed: boolean;
  /** What the environment says about the step, for the reflector and for people. */
  readonly feedback: string;
  /** Whether the episode is over: the task is done, or can no longer be. */
  readonly terminated: boolean;
}

/** One episode's world: reset it once, step it until it has terminated, then ask for the score. */
export interface Environment<Observation, Action> {
  /** Begins the episode; what the agent sees first. */
  reset(random: RandomStream): Observation;
  /**
   * Does what the agent decided.
   *
   * @param random - of this step alone, the same in every coalition
   */
  step(action: Action, random: RandomStream): StepResult<Observation>;
  /** How well the task is done so far. */
  score(): number;
  /** Why an action is none of this environment's, if it is none. A legal action may still fail. */
  illegal?(action: unknown): string | undefined;
  /** A name of the present state: an agent that comes back to one again and again is in a loop. */
  state?(): string;
}

/** A task of a fixed list: every episode on it starts in a fresh environment. */
export interface AgentTask<Observation, Action> {
  /** Unique within the list. */
  readonly id: string;
  /** A fresh environment of this task. */
  environment(): Environment<Observation, Action>;
}

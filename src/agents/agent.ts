import type { RandomStream } from '../foundation/index.js';

/** What an agent is handed beside the observation. */
export interface AgentContext {
  /** Of this decision alone. */
  readonly random: RandomStream;
  /** Which playing of the same episode this is, from 0: a model that samples is to answer anew in each. */
  readonly repetition: number;
  readonly signal: AbortSignal | undefined;
}

/** One reply of a model on the way to a decision. */
export interface AgentReply {
  /** What it said, unedited. */
  readonly text: string;
  /** Why this is no legal decision; null where it is one. */
  readonly illegal: string | null;
  /** Whether it came from the cache on disk. */
  readonly cached: boolean;
}

/**
 * What became of a decision. Nothing but a `decision` carries an action: a reply that names none is never turned into one
 * here, it is `illegal`, and whoever runs the agents applies a stated policy.
 */
export type AgentOutcome<Action> =
  | { readonly kind: 'decision'; readonly action: Action; readonly replies?: readonly AgentReply[] }
  | {
      readonly kind: 'illegal';
      readonly reason: string;
      readonly text: string;
      readonly replies: readonly AgentReply[];
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly replies: readonly AgentReply[] }
  | { readonly kind: 'budget exhausted'; readonly reason: string; readonly replies: readonly AgentReply[] };

/** An agent in the middle of an episode; it may remember what it saw. */
export interface Actor<Observation, Action, Feedback = void> {
  /** Decides, at once or later, or says why not. */
  decide(observation: Observation, context: AgentContext): AgentOutcome<Action> | Promise<AgentOutcome<Action>>;
  /**
   * What came of the last decision. A resumed episode calls this for what is known already, without asking for the
   * decisions again, so an actor must not count on having been asked.
   */
  learn?(feedback: Feedback): void;
}

/**
 * Who acts: scripted, memory-one, learned or a chat model. An agent is a recipe; `enter` starts an episode of its own, so one
 * agent can play many at once, and against itself.
 */
export interface Agent<Setting, Observation, Action, Feedback = void> {
  /** Names the agent in rows, journals and tables. */
  readonly name: string;
  /**
   * Starts an episode.
   *
   * @param setting - what stays the same during the episode
   */
  enter(setting: Setting): Actor<Observation, Action, Feedback>;
}

/**
 * An agent that remembers nothing but what it observes.
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { reactiveAgent } from 'polity/agents';
 * const echo = reactiveAgent('echo', (heard: string) => heard).enter(null);
 * await echo.decide('hello', { random: randomStream(1), repetition: 0, signal: undefined }); // { kind: 'decision', action: 'hello' }
 * ```
 */
export function reactiveAgent<Observation, Action>(
  name: string,
  decide: (observation: Observation, context: AgentContext) => Action | Promise<Action>,
): Agent<unknown, Observation, Action, unknown> {
  const actor: Actor<Observation, Action, unknown> = {
    decide: async (observation, context) => ({ kind: 'decision', action: await decide(observation, context) }),
  };
  return { name, enter: () => actor };
}

import type { AgentModule } from '../../attribution/index.js';
import type { AgentOutcome, AgentReply } from '../agent.js';
import { askForDecision, type Reading } from './ask-for-decision.js';
import type { ChatModel } from './chat-model.js';
import type { ChatMessage, ChatParameters } from './chat-request.js';

/**
 * What a chat model throws where it is a part of something that knows no outcomes: the harness makes it the failure of a module,
 * with this reason.
 */
export class NoDecision extends Error {
  override readonly name = 'NoDecision';

  constructor(
    readonly kind: Exclude<AgentOutcome<never>['kind'], 'decision'>,
    readonly reason: string,
    readonly replies: readonly AgentReply[],
  ) {
    super(`${kind}: ${reason}`);
  }
}

/** A chat model as a module of an agent: what it is told, and how its reply is read. */
export interface ChatModuleOptions<Input, Output> extends ChatParameters {
  readonly model: ChatModel;
  /** The question to the model. */
  readonly prompt: (input: Input) => readonly ChatMessage[];
  /** Reads a reply as the module's output, or says why it is none. */
  readonly read: (text: string, input: Input) => Reading<Output>;
  /** How often an illegal reply is asked again; default 1. */
  readonly askAgain?: number;
  /** Handed everything the model said, legal or not. */
  readonly onReplies?: (replies: readonly AgentReply[], input: Input) => void;
}

/**
 * A chat model as a module of the attribution harness: fill a slot of the test set with it, and the slot's value is what the model
 * is worth there. Where it has no legal answer, or none at all, it throws {@link NoDecision}, which the harness records as the
 * module's failure in that task.
 *
 * @example
 * ```ts
 * import { mazeModules, mazeTasks, planActReflect, runHarness } from 'polity/attribution';
 * import { chatModel, chatModule } from 'polity/agents';
 * const scripted = mazeModules({ planner: 1, reasoner: 1, actor: 1, reflector: 1 });
 * const model = chatModel({
 *   baseURL: 'http://localhost:11434/v1',
 *   model: 'llama3.3',
 *   apiKeyVariable: null,
 *   budget: { requests: 0 },
 * });
 * const actor: typeof scripted.actor = chatModule({
 *   model,
 *   prompt: ({ thought }) => [{ role: 'user', content: `You want to go ${thought}. Which way do you go?` }],
 *   read: (text) => (/^(north|east|south|west)$/.test(text) ? { action: text as 'north' } : { illegal: 'no direction' }),
 * });
 * const { failures } = await runHarness({
 *   modules: { default: scripted, test: { ...scripted, actor } },
 *   tasks: mazeTasks({ count: 1 }),
 *   workflow: planActReflect(),
 * });
 * failures[0].failure?.slot; // 'actor'
 * ```
 */
export function chatModule<Input, Output>({
  model,
  prompt,
  read,
  onReplies,
  ...how
}: ChatModuleOptions<Input, Output>): AgentModule<Input, Output> {
  return async (input, { signal }) => {
    const question = { ...how, messages: prompt(input), read: (text: string) => read(text, input), signal };
    return decided(await askForDecision(model, question), (replies) => onReplies?.(replies, input));
  };
}

/** The action of a decision; anything else is thrown. */
export function decided<Action>(
  outcome: AgentOutcome<Action>,
  onReplies: (replies: readonly AgentReply[]) => void = () => undefined,
): Action {
  onReplies(outcome.replies ?? []);
  if (outcome.kind === 'decision') return outcome.action;
  throw new NoDecision(outcome.kind, outcome.reason, outcome.replies);
}

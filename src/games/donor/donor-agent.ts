import type { RandomStream } from '../../foundation/index.js';
import type { DonorMechanism } from './donor-rules.js';
import type { DonorStrategy } from './donor-strategy.js';

/**
 * Who plays the donor game: a scripted strategy or a chat model. It is asked twice: for a strategy in words when it is
 * born, and for a decision whenever it is donor. Both answers may be promised; a scripted agent gives them at once.
 *
 * `random` is there for agents that draw; who draws from it before its first `await` is reproducible by the seed.
 */
export interface DonorAgent {
  /** Writes its strategy, in one sentence, from those of the survivors. */
  writeStrategy(request: StrategyRequest, random: RandomStream): string | Promise<string>;
  /** Decides about what it sees. */
  decide(view: DonorView, random: RandomStream): DonorDecision | Promise<DonorDecision>;
}

/** The rules as far as agents are told them. */
export interface ToldRules {
  readonly endowment: number;
  readonly multiplier: number;
  readonly traceLength: number;
  readonly mechanism: DonorMechanism;
  /** Units taken for each unit that a punisher spends. */
  readonly punishment: number;
}

/** What a newcomer is handed to form its strategy. */
export interface StrategyRequest {
  /** `<generation of birth>_<number>`. */
  readonly name: string;
  /** From 1. */
  readonly generation: number;
  readonly rules: ToldRules;
  /** The survivors of the generation before, the most successful first; empty in generation 1. */
  readonly inherited: readonly InheritedStrategy[];
}

export interface InheritedStrategy {
  readonly name: string;
  /** In its own words. */
  readonly strategy: string;
  /** What it was selected for: mean final units, unless told otherwise. */
  readonly score: number;
  /** The numbers behind the words, where the survivor is scripted. */
  readonly scripted?: DonorStrategy;
}

/** Exactly what a donor gets to know. */
export interface DonorView {
  readonly name: string;
  /** The donor's own strategy, in its words. */
  readonly strategy: string;
  /** From 1. */
  readonly generation: number;
  /** From 1. */
  readonly round: number;
  /** Units that the donor has. */
  readonly wealth: number;
  readonly recipient: { readonly name: string; readonly wealth: number };
  /**
   * The recipient's trace, most recent line first, at most `rules.traceLength` lines: what the recipient last did, what
   * ITS recipient had done before that, and so on. Empty where the recipient has not acted yet.
   */
  readonly trace: readonly TraceLine[];
  readonly rules: ToldRules;
}

export interface TraceLine {
  /** From 1. */
  readonly round: number;
  readonly donor: string;
  readonly recipient: string;
  readonly action: DonorAction;
  /** Share of the donor's units that it gave up, in [0, 1]; 0 where it refused. */
  readonly fraction: number;
}

export type DonorAction = 'give' | 'punish' | 'refuse';
export const donorActions: readonly DonorAction[] = ['give', 'punish', 'refuse'];

/** A move, or the statement that there is none. The game checks a move again and never mends one. */
export type DonorDecision = DonorMove | NoMove;

export interface DonorMove {
  readonly action: DonorAction;
  /** Units given up, between 0 and the donor's wealth; 0 for a refusal. */
  readonly amount: number;
  readonly justification?: string;
}

/** An answer in which no move could be read: nothing happens, and it is counted. */
export interface NoMove {
  readonly action: 'invalid';
  readonly reason: string;
  readonly justification?: string;
}

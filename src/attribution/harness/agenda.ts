/** What a scripted reflector makes of a failed step: try the goal again (after another one first), or leave it. */
export interface Repair<Goal> {
  readonly verdict: 'retry' | 'leave';
  /** A goal that has to come before. */
  readonly first?: Goal;
}

/** The part of a thought that an agenda is kept by. */
export interface GoalThought {
  /** Whether the goal at the head of the agenda is done when the step does not fail. */
  readonly closes: boolean;
}

/** The part of a turn that an agenda is kept by. */
export interface AgendaTurn<Goal> {
  readonly thought: GoalThought;
  readonly failed: boolean;
  readonly reflection?: Repair<Goal>;
}

/** Whether a turn is over and done with: it did not fail, or nobody says to try again. */
export function isSettled({
  failed,
  reflection,
}: {
  readonly failed: boolean;
  readonly reflection?: { readonly verdict: 'retry' | 'leave' };
}): boolean {
  return !failed || reflection?.verdict !== 'retry';
}

/**
 * What is left to do of a plan: every turn worked on the goal at the head. A goal leaves the agenda when a step closes it; a
 * goal whose step failed stays only if the reflection says to retry.
 */
export function agenda<Goal>(plan: readonly Goal[], trajectory: readonly AgendaTurn<Goal>[]): readonly Goal[] {
  const goals = [...plan];
  for (const turn of trajectory) {
    if (isSettled(turn)) {
      if (turn.thought.closes) goals.shift();
    } else if (turn.reflection?.first !== undefined) {
      goals.unshift(turn.reflection.first);
    }
  }
  return goals;
}

/** How a module can fail: it threw, or it answered with what the environment does not know as an action. */
export type ModuleFailureKind = 'threw' | 'illegal action';

/**
 * A module of an agent failed: which, in which step, how and why. A harness records it as the failure of the task at hand and
 * goes on with the next.
 */
export class ModuleFailure extends Error {
  override readonly name = 'ModuleFailure';

  constructor(
    readonly slot: string,
    readonly kind: ModuleFailureKind,
    /** Steps the environment had taken before; 0 for the planner. */
    readonly step: number,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${slot}, step ${step}: ${kind === 'threw' ? 'threw' : 'illegal action:'} ${reason}`, options);
  }
}

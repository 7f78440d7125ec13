/** The command did its work and the outcome is bad: one line on stderr, and an exit code of its own. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** A notebook that was run. */
export interface NotebookRun {
  readonly notebook: string;
  /** What went wrong; `null` if every cell ran. */
  readonly error: string | null;
}

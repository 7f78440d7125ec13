/** What all estimators are told. */
export interface SamplingOptions {
  /**
   * Values of coalitions that may be asked for, v(∅) and v(N) among them. A game with a cache (`OracleGame`) computes less
   * than that when coalitions repeat.
   */
  readonly budget: number;
  /** Default 0. */
  readonly seed?: number;
  /** Nominal coverage of the intervals; default 0.95. */
  readonly level?: number;
  /** Called after each batch of evaluations; `total` is the budget. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Ends the work with the signal's reason; looked at before each batch (before each coalition of a promised game). */
  readonly signal?: AbortSignal;
}

/** Without a budget, an anytime estimate goes on for as long as it is asked. */
export type AnytimeOptions = Partial<SamplingOptions>;

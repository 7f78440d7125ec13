/** A table of numbers: what each agent does, or where it stands. */
export interface AgentFeatures {
  readonly agents: readonly string[];
  /** Name of each column. */
  readonly names: readonly string[];
  /** A row an agent. */
  readonly rows: readonly Float64Array[];
}

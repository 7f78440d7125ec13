/** A value of a parameter: what JSON and a table column can hold. */
export type ParameterValue = number | string | boolean;

/** One point of a sweep: a value for every parameter. */
export type Point = Readonly<Record<string, ParameterValue>>;

/**
 * Which points a study visits. A point is a pure function of its index, so that nothing has to be kept or sent: every
 * engine and every machine can work out the same point again.
 */
export interface Design<Params extends Point = Point> {
  /** `grid`, `list`, `random`, `latin hypercube` or `sobol`. */
  readonly kind: string;
  /** The parameters, in the order of their columns. */
  readonly names: readonly string[];
  /** How many points. */
  readonly size: number;
  /** The point of an index from 0 to size − 1. */
  point(index: number): Params;
  /** All that decides the points, as JSON: the definition hash covers it. */
  readonly specification: unknown;
}

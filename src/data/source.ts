/**
 * A column as it stands in a file, described by SQL expressions over the source's relation, so that its kind can be
 * found by looking at every value before any is converted.
 */
export interface SourceColumn {
  readonly name: string;
  /** The value as text, as a DOUBLE and as a BOOLEAN: one of them is read, by the kind of the column; NULL is missing. */
  readonly text: string;
  readonly number: string;
  readonly boolean: string;
  /** Predicates: whether there is a value; whether it is a number that a double holds without loss, or a boolean. */
  readonly isPresent: string;
  readonly isNumber: string;
  readonly isBoolean: string;
  /** Whether the value is empty text, which says nothing about the kind. */
  readonly isBlank: string;
}

/** Where rows come from: a relation in SQL, its columns, and the number of rows if that is known for sure. */
export interface Source {
  readonly relation: string;
  readonly columns: readonly SourceColumn[];
  readonly rows?: number;
}

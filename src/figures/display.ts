/** What a notebook front end is given: the same thing in several formats, of which it takes the richest it knows. */
export interface DisplayData {
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: Readonly<Record<string, unknown>>;
}

/** Hands something to a notebook front end; `update` puts it in the place of what has the same `display_id`. */
export type Display = (data: DisplayData, update?: boolean) => void;

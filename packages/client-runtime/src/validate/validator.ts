/** Checks a value against a schema of the document. What is wrong stands in `errors` until the next call. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}

/** Validators by operation (`GET /things`) and status (`200`, `4XX`, `default`). */
export type Validators = Readonly<Record<string, Readonly<Record<string, Validator>>>>;

/** What validators need at run time; generated files import nothing and are given it. */
export interface ValidatorHelpers {
  /** Whether two JSON values are the same. */
  readonly equal: (one: unknown, other: unknown) => boolean;
  /** Characters of a text, which `minLength` counts: code points, not code units. */
  readonly length: (text: string) => number;
  /** Whether a text has a format. */
  readonly formats: Readonly<Record<string, (text: string) => boolean>>;
}

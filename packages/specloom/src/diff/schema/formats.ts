// What is known about formats beyond their name. Whether a value has a format is Ajv's word (ajv-formats), in the witness.

/** A sample is no longer than this. */
const MOST_CHARACTERS = 100_000;

interface TextFormat {
  /** Values that have the format; of several shapes where there are several. */
  readonly samples: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  /** What every text of the format matches; more may match. */
  readonly shape?: RegExp;
  /** What matches this is sure to be of the format. */
  readonly sure?: RegExp;
  /** Parts around any number of the middle one make a text of the format. */
  readonly stretch?: readonly [string, string, string];
  /** Formats that every value of this one has as well. */
  readonly within?: readonly string[];
}

const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  "date-time": {
    // RFC 3339, section 5.6, allows a space between the two.
    samples: ["2020-01-02T03:04:05Z", "2020-01-02T03:04:05.678+01:00", "2020-01-02 03:04:05Z"],
    minLength: 17,
    shape: /^\d{4}-\d\d-\d\d/,
    stretch: ["2020-01-02T03:04:05.", "0", "Z"],
  },
  date: {
    samples: ["2020-01-02"],
    minLength: 10,
    maxLength: 10,
    shape: /^\d{4}-\d\d-\d\d$/,
    within: ["uri-reference"],
  },
  time: {
    samples: ["03:04:05Z", "03:04:05.678+01:00"],
    minLength: 6,
    shape: /^\d\d:\d\d/,
    stretch: ["03:04:05.", "0", "Z"],
  },
  duration: { samples: ["P1D", "PT1H30M"], minLength: 3, shape: /^P/, stretch: ["P", "1", "D"] },
  email: {
    samples: ["ada@example.com", "a@b.co", "{a}@b.co"],
    minLength: 3,
    shape: /@/,
    stretch: ["", "a", "@b.co"],
  },
  hostname: {
    samples: ["example.com", "a"],
    minLength: 1,
    maxLength: 253,
    sure: /^[a-z]{1,63}$/i,
    within: ["uri-reference"],
  },
  ipv4: {
    samples: ["192.0.2.1", "1.2.3.4"],
    minLength: 7,
    maxLength: 15,
    shape: /^[\d.]+$/,
    within: ["uri-reference"],
  },
  ipv6: { samples: ["2001:db8::1", "::"], minLength: 2, shape: /:/ },
  uri: {
    samples: ["https://example.com/a", "urn:a:b"],
    minLength: 3,
    shape: /:/,
    stretch: ["https://example.com/", "a", ""],
    within: ["uri-reference"],
  },
  "uri-reference": {
    samples: ["/a", "", "https://example.com/a"],
    sure: /^[\w.~-]*$/,
    stretch: ["/", "a", ""],
  },
  "uri-template": { samples: ["/a/{b}", "a"], sure: /^[\w.~-]*$/, stretch: ["/", "a", ""] },
  url: {
    samples: ["https://example.com/a"],
    minLength: 8,
    shape: /:/,
    stretch: ["https://example.com/", "a", ""],
  },
  uuid: {
    samples: ["123e4567-e89b-12d3-a456-426614174000"],
    minLength: 36,
    maxLength: 45,
    shape: /-/,
    within: ["uri-reference"],
  },
  regex: { samples: ["^a$", ""], sure: /^\w*$/, stretch: ["", "a", ""] },
  "json-pointer": { samples: ["/a", ""], stretch: ["/", "a", ""] },
  "relative-json-pointer": { samples: ["0", "1/a"], minLength: 1, shape: /^\d/, stretch: ["1/", "a", ""] },
  byte: { samples: ["YWJj", ""], stretch: ["", "YWJj", ""] },
};

function find(format: string): TextFormat | undefined {
  return Object.hasOwn(TEXT_FORMATS, format) ? TEXT_FORMATS[format] : undefined;
}

/** True for a format of texts that Ajv can judge. */
export function knowsFormat(format: string): boolean {
  return find(format) !== undefined;
}

/** Texts that have the format, one of them of that length at least where it can be so long. */
export function samplesOfFormat(format: string, length = 0): readonly string[] {
  const { samples = [], stretch } = find(format) ?? {};
  if (stretch === undefined || length === 0 || length > MOST_CHARACTERS) return samples;
  const [before, middle, after] = stretch;
  const count = Math.ceil((length - before.length - after.length) / middle.length);
  return [...samples, before + middle.repeat(Math.max(1, count)) + after];
}

/** False where it is certain that the text does not have the format. */
export function mayHaveFormat(text: string, format: string): boolean {
  const { min, max } = lengthOfFormat(format);
  return text.length >= min && text.length <= max && find(format)?.shape?.test(text) !== false;
}

/** True where it is certain that the text has the format. */
export function surelyHasFormat(text: string, format: string): boolean {
  const known = find(format);
  return known !== undefined && (known.samples.includes(text) || known.sure?.test(text) === true);
}

/** Bounds on the length of every text of the format. */
export function lengthOfFormat(format: string): { readonly min: number; readonly max: number } {
  const known = find(format);
  return { min: known?.minLength ?? 0, max: known?.maxLength ?? Infinity };
}

/** True where every text of the one format has the other one too. */
export function isFormatWithin(format: string, other: string): boolean {
  return format === other || find(format)?.within?.includes(other) === true;
}

/** What a format says about a number; undefined for one that is not about numbers. */
export function numberFormat(
  format: string | undefined,
): { readonly isInteger: boolean; readonly minimum?: number; readonly maximum?: number } | undefined {
  if (format === "int32") return { isInteger: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
  return format === "int64" ? { isInteger: true } : undefined;
}

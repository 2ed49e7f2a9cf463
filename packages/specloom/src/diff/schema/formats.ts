// What is known about formats beyond their name. Whether a value has a format is Ajv's word (ajv-formats), in the witness.

interface TextFormat {
  /** Values that have the format; of several shapes where there are several. */
  readonly samples: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Formats that every value of this one has as well. */
  readonly within?: readonly string[];
}

const TEXT_FORMATS: ReadonlyMap<string, TextFormat> = new Map<string, TextFormat>([
  ["date-time", { samples: ["2020-01-02T03:04:05Z", "2020-01-02T03:04:05.678+01:00"], minLength: 17 }],
  ["date", { samples: ["2020-01-02"], minLength: 10, maxLength: 10 }],
  ["time", { samples: ["03:04:05Z", "03:04:05.678+01:00"], minLength: 9 }],
  ["duration", { samples: ["P1D", "PT1H30M"], minLength: 3 }],
  ["email", { samples: ["ada@example.com", "a@b.co"], minLength: 3 }],
  ["hostname", { samples: ["example.com", "a"], minLength: 1, maxLength: 253 }],
  ["ipv4", { samples: ["192.0.2.1", "1.2.3.4"], minLength: 7, maxLength: 15 }],
  ["ipv6", { samples: ["2001:db8::1", "::"], minLength: 2 }],
  [
    "uri",
    {
      samples: ["https://example.com/a", "urn:a:b"],
      minLength: 3,
      within: ["uri-reference", "iri", "iri-reference"],
    },
  ],
  ["uri-reference", { samples: ["/a", "", "https://example.com/a"] }],
  ["uri-template", { samples: ["/a/{b}", "a"] }],
  ["url", { samples: ["https://example.com/a"], minLength: 8 }],
  ["uuid", { samples: ["123e4567-e89b-12d3-a456-426614174000"], minLength: 36, maxLength: 45 }],
  ["regex", { samples: ["^a$", ""] }],
  ["json-pointer", { samples: ["/a", ""] }],
  ["relative-json-pointer", { samples: ["0", "1/a"], minLength: 1 }],
  ["byte", { samples: ["YWJj", ""] }],
]);

/** True for a format of texts that Ajv can judge. */
export function knowsFormat(format: string): boolean {
  return TEXT_FORMATS.has(format);
}

/** Texts that have the format. */
export function samplesOfFormat(format: string): readonly string[] {
  return TEXT_FORMATS.get(format)?.samples ?? [];
}

/** Bounds on the length of every text of the format. */
export function lengthOfFormat(format: string): { readonly min: number; readonly max: number } {
  const known = TEXT_FORMATS.get(format);
  return { min: known?.minLength ?? 0, max: known?.maxLength ?? Infinity };
}

/** True where every text of the one format has the other one too. */
export function isFormatWithin(format: string, other: string): boolean {
  return format === other || TEXT_FORMATS.get(format)?.within?.includes(other) === true;
}

/** What a format says about a number; undefined for one that is not about numbers. */
export function numberFormat(
  format: string | undefined,
): { readonly isInteger: boolean; readonly minimum?: number; readonly maximum?: number } | undefined {
  if (format === "int32") return { isInteger: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
  return format === "int64" ? { isInteger: true } : undefined;
}

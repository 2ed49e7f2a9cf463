// Ids and secrets that a server makes up: two servers that differ in nothing else are the same to every client.

/** Shorter texts are nobody's random ones. */
const SHORTEST = 16;
const MADE = new RegExp(`^[\\w-]{${SHORTEST},}$`);
const POSSIBLY_MADE = new RegExp(`[\\w-]{${SHORTEST},}`, "g");

/** What was told before is no news: another of two known things is another thing. */
function isNew(text: string, answers: readonly string[]): boolean {
  return MADE.test(text) && !answers.some((answer) => answer.includes(text));
}

/** What one server made up, by what the other made up in its place. */
export interface MadeValues {
  /** A text of the first server as it is on the second. */
  readonly translate: (text: string) => string;
  /** Hears of the answers to one request by both. What was sent is nothing that a server made up. */
  readonly learn: (answers: {
    readonly expected: string;
    readonly found: string;
    readonly sent: string;
  }) => void;
}

export function createMadeValues(): MadeValues {
  const others = new Map<string, string>();
  const seen: { readonly expected: string[]; readonly found: string[] } = { expected: [], found: [] };
  return {
    // All at once: what one made up for one thing, the other may have made up for another.
    translate: (text) =>
      others.size === 0 ? text : text.replaceAll(POSSIBLY_MADE, (made) => others.get(made) ?? made),
    learn: ({ expected, found, sent }) => {
      for (const [here, there] of differingTexts(bodyOf(expected), bodyOf(found)))
        if (here.length === there.length && !sent.includes(here))
          if (isNew(here, seen.expected) && isNew(there, seen.found)) others.set(here, there);
      seen.expected.push(expected);
      seen.found.push(found);
    },
  };
}

function bodyOf(answer: string): unknown {
  try {
    return JSON.parse(answer.slice(answer.indexOf("\n\n") + 2));
  } catch {
    return undefined;
  }
}

/** Texts in the same place of two values of the same form. */
function differingTexts(one: unknown, other: unknown): readonly (readonly [string, string])[] {
  if (typeof one === "string" && typeof other === "string") return one === other ? [] : [[one, other]];
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return [];
  return Object.entries(one).flatMap(([name, value]) => differingTexts(value, Reflect.get(other, name)));
}

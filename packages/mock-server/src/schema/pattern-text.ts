// Makes a text that a pattern accepts, for the patterns that people write in documents: literals, classes, groups,
// alternatives and counts. Look-around, back references and the like are beyond it; the caller checks the outcome.
import { ALPHANUMERIC, DIGITS, LOWER, randomInteger, type Random } from "../random.ts";

/** A text for the pattern, or undefined where none was found. */
export function patternText(pattern: string, random: Random): string | undefined {
  try {
    const parser = new PatternParser(pattern, random);
    const text = parser.alternatives();
    return parser.done() && new RegExp(pattern, "u").test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

const CLASSES = new Map([
  ["d", DIGITS],
  ["w", `${ALPHANUMERIC}_`],
  ["s", " "],
  ["D", LOWER],
  ["W", "-"],
  ["S", ALPHANUMERIC],
]);
const CONTROLS = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)).join("");

class PatternParser {
  readonly #pattern: string;
  readonly #random: Random;
  #at = 0;

  constructor(pattern: string, random: Random) {
    this.#pattern = pattern;
    this.#random = random;
  }

  done(): boolean {
    return this.#at >= this.#pattern.length;
  }

  alternatives(): string {
    const found = [this.#sequence()];
    while (this.#take("|")) found.push(this.#sequence());
    return found[randomInteger(this.#random, found.length)] ?? "";
  }

  #sequence(): string {
    let text = "";
    while (!this.done() && this.#peek() !== "|" && this.#peek() !== ")") text += this.#counted();
    return text;
  }

  #counted(): string {
    const start = this.#at;
    const first = this.#atom();
    const end = this.#at;
    const count = this.#count();
    const after = this.#at;
    let text = count === 0 ? "" : first;
    for (let repeat = 1; repeat < count; repeat += 1) {
      this.#at = start;
      text += this.#atom();
      if (this.#at !== end) throw new Error("unsteady pattern");
    }
    this.#at = after;
    return text;
  }

  #count(): number {
    const bounds = /^(?:([?*+])|\{(\d+)(,(\d*))?\})\??/.exec(this.#pattern.slice(this.#at));
    if (bounds === null) return 1;
    this.#at += bounds[0].length;
    if (bounds[1] !== undefined) return bounds[1] === "?" ? 1 : 8;
    const least = Number(bounds[2]);
    const most = bounds[3] === undefined ? least : bounds[4] === "" ? least + 8 : Number(bounds[4]);
    return Math.max(least, Math.min(most, 16));
  }

  #atom(): string {
    const character = this.#next();
    if (character === "^" || character === "$") return "";
    if (character === ".") return this.#pick(ALPHANUMERIC);
    if (character === "[") return this.#pick(this.#class());
    if (character === "(") return this.#group();
    if (character === "\\") return this.#pick(this.#escape());
    return character;
  }

  #group(): string {
    if (this.#take("?") && !this.#take(":")) {
      if (!/^<[A-Za-z]\w*>/.test(this.#pattern.slice(this.#at))) throw new Error("look-around");
      this.#at = this.#pattern.indexOf(">", this.#at) + 1;
    }
    const text = this.alternatives();
    if (!this.#take(")")) throw new Error("open group");
    return text;
  }

  #class(): string {
    const negated = this.#take("^");
    let characters = "";
    while (!this.#take("]")) {
      const from = this.#classPart();
      const isRange = from.length === 1 && this.#peek() === "-" && this.#pattern[this.#at + 1] !== "]";
      if (isRange) this.#at += 1;
      characters += isRange ? range(from, this.#classPart()) : from;
    }
    return negated
      ? Array.from(ALPHANUMERIC + PRINTABLE)
          .filter((one) => !characters.includes(one))
          .join("")
      : characters;
  }

  #classPart(): string {
    const character = this.#next();
    return character === "\\" ? this.#escape() : character;
  }

  #escape(): string {
    const character = this.#next();
    if (/[bBkpPucx0-9]/.test(character)) throw new Error("escape beyond this parser");
    return CLASSES.get(character) ?? CONTROLS.get(character) ?? character;
  }

  #pick(characters: string): string {
    return characters[randomInteger(this.#random, characters.length)] ?? "";
  }

  #peek(): string | undefined {
    return this.#pattern[this.#at];
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const character = this.#peek();
    if (character === undefined) throw new Error("pattern ends early");
    this.#at += 1;
    return character;
  }
}

function range(from: string, to: string): string {
  const first = from.codePointAt(0) ?? 0;
  const last = to.codePointAt(0) ?? 0;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    String.fromCodePoint(first + index),
  ).join("");
}

// Reads a `pattern` (ECMA-262, with the flag u, as JSON Schema asks) into an expression, where it is a regular one: no
// back references, no looking ahead, no `\b`, anchors at the ends only.
import {
  ANY,
  ANYTHING,
  either,
  EMPTY,
  LAST_CODE_POINT,
  repeat,
  sequence,
  setOf,
  type CodePoints,
  type Expression,
} from "./expression.ts";

/** The texts that match the pattern somewhere; undefined where it is not one that can be reasoned about. */
export function parsePattern(pattern: string): Expression | undefined {
  try {
    const parser = new Parser(pattern);
    const parsed = parser.alternatives(true);
    return parser.isAtEnd() ? parsed : undefined;
  } catch (error) {
    if (error instanceof NotRegular) return undefined;
    throw error;
  }
}

class NotRegular extends Error {
  override readonly name = "NotRegular";
}

const DIGITS: CodePoints = [[48, 57]];
const WORDS: CodePoints = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACES: CodePoints = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS: CodePoints = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

class Parser {
  readonly #points: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#points = Array.from(pattern);
  }

  isAtEnd(): boolean {
    return this.#at >= this.#points.length;
  }

  alternatives(isOutermost: boolean): Expression {
    const found = [this.#sequence(isOutermost)];
    while (this.#take("|")) found.push(this.#sequence(isOutermost));
    return either(...found);
  }

  #sequence(isOutermost: boolean): Expression {
    const isStart = isOutermost && this.#take("^");
    const terms: Expression[] = [];
    let isEnd = false;
    while (!this.isAtEnd() && !"|)".includes(this.#peek())) {
      if (isEnd) throw new NotRegular();
      if (isOutermost && this.#take("$")) isEnd = true;
      else terms.push(this.#term());
    }
    const whole = terms.reduceRight(
      (rest, term) => sequence(term, rest),
      isEnd || !isOutermost ? EMPTY : ANYTHING,
    );
    return isStart || !isOutermost ? whole : sequence(ANYTHING, whole);
  }

  #term(): Expression {
    const atom = this.#atom();
    if (this.#take("*")) return this.#counted(atom, 0, Infinity);
    if (this.#take("+")) return this.#counted(atom, 1, Infinity);
    if (this.#take("?")) return this.#counted(atom, 0, 1);
    const count = /^\{(\d+)(,?)(\d*)\}/.exec(this.#points.slice(this.#at, this.#at + 24).join(""));
    if (count === null) return atom;
    this.#at += count[0].length;
    const min = Number(count[1]);
    return this.#counted(atom, min, count[2] === "" ? min : count[3] === "" ? Infinity : Number(count[3]));
  }

  #counted(atom: Expression, min: number, max: number): Expression {
    // Lazy or greedy, the same texts match.
    this.#take("?");
    return repeat(atom, min, max);
  }

  #atom(): Expression {
    const point = this.#next();
    if (point === ".") return setOf(complement(LINE_ENDS));
    if (point === "[") return setOf(this.#class());
    if (point === "\\") return setOf(this.#escape());
    if (point === "(") return this.#group();
    if ("^$*+?{}])".includes(point)) throw new NotRegular();
    return setOf(single(point));
  }

  #group(): Expression {
    if (this.#take("?") && !this.#take(":")) {
      const name = /^<([A-Za-z]\w*)>/.exec(this.#points.slice(this.#at, this.#at + 80).join(""));
      if (name === null) throw new NotRegular();
      this.#at += name[0].length;
    }
    const inner = this.alternatives(false);
    if (!this.#take(")")) throw new NotRegular();
    return inner;
  }

  #class(): CodePoints {
    const isNegated = this.#take("^");
    const ranges: [number, number][] = [];
    while (!this.#take("]")) {
      const from = this.#classPoint();
      const [only] = from;
      if (
        this.#peek() === "-" &&
        this.#points[this.#at + 1] !== "]" &&
        from.length === 1 &&
        only?.[0] === only?.[1]
      ) {
        this.#at += 1;
        const [to] = this.#classPoint();
        if (only === undefined || to === undefined || to[1] < only[0]) throw new NotRegular();
        ranges.push([only[0], to[1]]);
      } else ranges.push(...from.map(([low, high]): [number, number] => [low, high]));
    }
    const united = normalise(ranges);
    return isNegated ? complement(united) : united;
  }

  #classPoint(): CodePoints {
    const point = this.#next();
    return point === "\\" ? this.#escape(true) : single(point);
  }

  #escape(inClass = false): CodePoints {
    const point = this.#next();
    const sets: Readonly<Record<string, CodePoints>> = {
      d: DIGITS,
      D: complement(DIGITS),
      w: WORDS,
      W: complement(WORDS),
      s: SPACES,
      S: complement(SPACES),
    };
    const set = sets[point];
    if (set !== undefined) return set;
    const control = CONTROLS[point];
    if (control !== undefined) return [[control, control]];
    if (point === "x") return this.#hex(2);
    if (point === "u") return this.#unicode();
    if (point === "b" && inClass) return [[8, 8]];
    if (/[a-zA-Z1-9]/.test(point)) throw new NotRegular();
    return single(point);
  }

  #unicode(): CodePoints {
    if (!this.#take("{")) return this.#hex(4);
    const close = this.#points.indexOf("}", this.#at);
    const value = this.#hex(close - this.#at);
    this.#at += 1;
    return value;
  }

  #hex(length: number): CodePoints {
    const text = this.#points.slice(this.#at, this.#at + length).join("");
    if (!/^[\da-f]+$/i.test(text) || text.length !== length) throw new NotRegular();
    this.#at += length;
    const value = Number.parseInt(text, 16);
    return [[value, value]];
  }

  #peek(): string {
    return this.#points[this.#at] ?? "";
  }

  #next(): string {
    const point = this.#points[this.#at++];
    if (point === undefined) throw new NotRegular();
    return point;
  }

  #take(point: string): boolean {
    if (this.#points[this.#at] !== point) return false;
    this.#at += 1;
    return true;
  }
}

function single(point: string): CodePoints {
  const code = point.codePointAt(0) ?? 0;
  return [[code, code]];
}

function normalise(ranges: readonly (readonly [number, number])[]): CodePoints {
  const united: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = united.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}

function complement(set: CodePoints): CodePoints {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (next < from) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push([next, LAST_CODE_POINT]);
  return rest;
}

/** Texts of so many code points. */
export function ofLength(min: number, max: number): Expression {
  return repeat(ANY, min, max);
}

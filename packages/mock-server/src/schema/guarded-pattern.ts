// Patterns of a document, so that none of them can hold the server up: some take longer than the world stands for a text
// that was made for it, and a pattern of nobody's fault still takes the square of a long text's length.
import { createContext, Script, type Context } from "node:vm";

/** Milliseconds of computing for one judgement; a text that takes longer counts as refused. */
const PATIENCE = 100;
/** Characters that any pattern without nested repetition takes in a moment. */
const SHORT = 1000;

export interface Pattern {
  test(text: string): boolean;
  /** Ajv keeps the patterns that it has seen by this, and takes those with one text for one pattern. */
  toString(): string;
}

/** @throws {SyntaxError} where the pattern is none */
export function guardedPattern(pattern: string, flags: string): Pattern {
  const own = new RegExp(pattern, flags);
  const isNested = repeatsRepetition(pattern);
  return {
    test: (text) => (isNested || text.length > SHORT ? testInTime(own, text) : own.test(text)),
    toString: () => String(own),
  };
}

/** Code of Node's error for a script that was stopped. */
const TIMED_OUT = "ERR_SCRIPT_EXECUTION_TIMEOUT";

const script = new Script("pattern.test(text)");
let room: Context | undefined;

/** Setting a limit takes a thread and so a good part of a millisecond: for the few that need one. */
function testInTime(pattern: RegExp, text: string): boolean {
  room ??= createContext({});
  Object.assign(room, { pattern, text });
  const before = process.cpuUsage();
  for (;;) {
    try {
      return script.runInContext(room, { timeout: PATIENCE }) === true;
    } catch (error) {
      // An error of the other context is no instance of this one's classes.
      const isLate = (error as { code?: unknown } | undefined)?.code === TIMED_OUT;
      const { user, system } = process.cpuUsage(before);
      // The limit goes by the clock on the wall: on a busy machine it passes while nothing is computed.
      if (!isLate || user + system >= PATIENCE * 1000) return false;
    }
  }
}

const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|[()|]|[*+]|\{\d+,\d*\}/gsu;

/** True for a group that can match in many ways and is itself repeated: `(a+)+`, `(a|a)*`. */
function repeatsRepetition(pattern: string): boolean {
  const open: { isManifold: boolean }[] = [{ isManifold: false }];
  let closed = false;
  let end = -1;
  for (const { 0: token, index } of pattern.matchAll(TOKEN)) {
    const follows = closed && index === end;
    const last = open.at(-1);
    const isRepetition = /^[*+{]/.test(token);
    if (isRepetition && follows) return true;
    closed = false;
    if (token === "(") open.push({ isManifold: false });
    else if (token === ")") {
      const group = open.length > 1 ? open.pop() : undefined;
      const outer = open.at(-1);
      closed = group?.isManifold === true;
      if (closed && outer !== undefined) outer.isManifold = true;
      end = index + 1;
    } else if ((isRepetition || token === "|") && last !== undefined) last.isManifold = true;
  }
  return false;
}

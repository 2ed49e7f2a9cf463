// Texts that are counted in code points (JSON Schema 2020-12, validation, section 6.3): a server that counts bytes or
// UTF-16 units takes too few or too many of them.

/** One letter of each of four planes; all stay the same under every Unicode normalisation. */
export const fourPlanes: string = "é中\u{1F600}\u{20000}\u{E0100}".normalize("NFC");

/**
 * What breaks a server that quotes, escapes, cuts or tidies by hand: quotes, a backslash, a percent sign, markup, right to
 * left, capitals, spaces at both ends.
 */
export const oddText: string = ` A${fourPlanes} '"\\ % & <b> \u05E9\u05DC\u05D5\u05DD `;

/** Longer than what is cut to fit a screen; no server without a documented bound has a reason to refuse it. */
export const longText: string = "a".repeat(100);

/** Longer than many a column for a text without a bound, with a line break in it: an orderly refusal is right as well. */
export const hugeText: string = `two\nlines ${"b".repeat(290)}`;

/** So many code points. @param letter one code point */
export function textOf(count: number, letter = "a"): string {
  return letter.repeat(Math.max(0, count));
}

/** The first code points of a text; never half a pair of surrogates. */
export function cutText(text: string, count: number): string {
  if (text.length <= count) return text;
  return Array.from(text).slice(0, count).join("");
}

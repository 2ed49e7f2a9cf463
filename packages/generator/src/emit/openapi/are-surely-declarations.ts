const DECLARATION =
  /^(?:export )?(?:interface [\w$]+ \{\}?|type [\w$]+ =[^;]*;?)$|^\}[^;()]*;?$|^\/\*\*(?: .*\*\/)?$/;

/**
 * True where a text holds declarations of types alone, as far as that can be told without parsing it, which takes as long as
 * printing it did. False says nothing.
 *
 * @param formatted by our formatter, which begins each statement on a line of its own, at its start; but what stood behind
 *   the end of a comment may stay there
 */
export function areSurelyDeclarations(formatted: string): boolean {
  // `*` cannot begin anything, so that this media type ends no comment of a text that parses.
  const isAfterComment = /\*\/(?!\n)/.test(formatted.replaceAll('"*/*"', '""'));
  if (isAfterComment) return false;
  return formatted.matchAll(/^\S.*/gm).every(([line]) => DECLARATION.test(line));
}

// English plurals, as far as they occur in paths. Words that end in `s` without being plurals are the usual mistake, so
// the rules are few and the exceptions are listed.

const IRREGULAR: { readonly [plural: string]: string } = {
  aliases: "alias",
  analyses: "analysis",
  appendices: "appendix",
  axes: "axis",
  bases: "base",
  biases: "bias",
  buses: "bus",
  caches: "cache",
  children: "child",
  cookies: "cookie",
  crises: "crisis",
  criteria: "criterion",
  feet: "foot",
  geese: "goose",
  halves: "half",
  hypotheses: "hypothesis",
  indices: "index",
  knives: "knife",
  leaves: "leaf",
  lives: "life",
  matrices: "matrix",
  men: "man",
  mice: "mouse",
  movies: "movie",
  people: "person",
  quizzes: "quiz",
  shelves: "shelf",
  shoes: "shoe",
  synopses: "synopsis",
  teeth: "tooth",
  theses: "thesis",
  ties: "tie",
  vertices: "vertex",
  wolves: "wolf",
  women: "woman",
};

/** Words that are their own singular although they end like plurals. */
const UNCHANGED = new Set([
  "analytics",
  "aws",
  "chaos",
  "cors",
  "css",
  "diagnostics",
  "dns",
  "gps",
  "https",
  "ios",
  "js",
  "kubernetes",
  "lens",
  "news",
  "os",
  "postgres",
  "series",
  "sms",
  "species",
  "statistics",
  "tls",
  "windows",
]);

/** The singular of an English word in lower case; a word that is none, or not known as a plural, stays. */
export function singularOf(word: string, overrides: { readonly [plural: string]: string } = {}): string {
  if (Object.hasOwn(overrides, word)) return overrides[word] ?? word;
  if (Object.hasOwn(IRREGULAR, word)) return IRREGULAR[word] ?? word;
  if (UNCHANGED.has(word) || word.length < 4 || /(ss|us|is)$/.test(word) || !word.endsWith("s")) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  // statuses, viruses, but causes, houses, uses
  if (/[^aeo]uses$/.test(word) && word !== "uses" && word !== "excuses" && word !== "refuses")
    return word.slice(0, -2);
  if (/[^aeiou]oes$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

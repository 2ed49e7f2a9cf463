// Seeded randomness: one seed, one sequence, so that two runs of the mock give the same ids and secrets.

/** Gives a number from 0 (included) to 1 (excluded), like `Math.random`. */
export type Random = () => number;

export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const DIGITS = "0123456789";
export const ALPHANUMERIC: string = LOWER + LOWER.toUpperCase() + DIGITS;

/** A generator of the splitmix32 family: 32 bits of state, good enough for test data and for nothing else. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed | 0, 0x9e3779b1) ^ 0x5bd1e995;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 0x1_0000_0000;
  };
}

/** A generator of the sfc32 family, 128 bits of state: streams of one seed have nothing in common. */
export function createStream(seed: number, stream: number): Random {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  // The first values still show what the state was made from.
  for (let index = 0; index < 16; index += 1) next();
  return next;
}

export function randomInteger(random: Random, below: number): number {
  return Math.floor(random() * below);
}

export function randomText(random: Random, alphabet: string, length: number): string {
  let text = "";
  for (let index = 0; index < length; index += 1) text += alphabet[randomInteger(random, alphabet.length)];
  return text;
}

/** A version 4 UUID (RFC 9562, section 5.4). */
export function randomUuid(random: Random): string {
  const hex = randomText(random, "0123456789abcdef", 30);
  const variant = "89ab"[randomInteger(random, 4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18)}`;
}

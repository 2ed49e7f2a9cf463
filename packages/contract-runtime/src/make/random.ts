/** A stream of numbers in [0, 1) that is the same for the same seed and name, whatever else a run does. */
export function createRandom(seed: number, name: string): () => number {
  let state = seed >>> 0;
  for (let index = 0; index < name.length; index += 1)
    state = Math.imul(state ^ name.charCodeAt(index), 0x01000193) >>> 0;
  // mulberry32: small, and good enough to choose test values.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lower-case letters and digits. */
export function randomWord(random: () => number, length: number): string {
  return Array.from({ length }, () => "abcdefghijklmnopqrstuvwxyz0123456789"[Math.floor(random() * 36)]).join(
    "",
  );
}

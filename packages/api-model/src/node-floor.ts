// By itself, so that an older Node reads it as well: what it lacks would end a command in an error of its own.

const FLOOR = [22, 18] as const;

/** What to say where the Node that runs is older than commands need; undefined where it is not. */
export function describeOldNode(command: string, found: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return undefined;
  const needed = FLOOR.join(".");
  return `${command}: it needs Node ${needed} or newer and this is Node ${found}. Install a newer one, or bring one along: npm install --save-dev node@${FLOOR[0]}`;
}

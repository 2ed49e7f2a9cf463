/** Name of the member that a judgement is about (`/name/0 must be string`); undefined where it is about the whole. */
export function faultyMember(wrong: string): string | undefined {
  const escaped = /^\/([^/ ]+)/.exec(wrong)?.[1];
  return escaped?.replaceAll("~1", "/").replaceAll("~0", "~");
}

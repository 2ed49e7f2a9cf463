/** Lets go of a body that nobody will read, so that its connection is free. */
export function discard(response: Response | undefined): void {
  response?.body?.cancel().catch(() => {});
}

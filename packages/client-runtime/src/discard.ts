/** Lets go of a body that nobody will read, so that its connection is free. */
export function discard(response: Response | undefined): void {
  // What other implementations of `fetch` call a body may be no web stream.
  response?.body?.cancel?.().catch(() => {});
}

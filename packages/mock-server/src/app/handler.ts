/** Answers with one behaviour; several may share one state. */
export interface Handler {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly tokenPaths: readonly string[];
}

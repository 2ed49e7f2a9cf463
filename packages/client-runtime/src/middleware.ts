// openapi-fetch's middleware, run as openapi-fetch runs it: requests in order, errors and answers in reverse.

/** Middleware as it is called; what it gives is looked at here. */
export interface Step {
  onRequest?(event: object): unknown;
  onResponse?(event: object): unknown;
  onError?(event: object): unknown;
}

/** A request on its way through middleware. */
export interface MiddlewareRun {
  readonly steps: readonly Step[];
  readonly request: Request;
  /** What each of them is told besides. */
  readonly told: object;
  readonly send: (request: Request) => Promise<Response>;
}

/**
 * Whether it is one; nothing at all is left out, as openapi-fetch does.
 *
 * @throws {Error} It is something else.
 */
export function isMiddleware(one: Step | undefined): one is Step {
  if (one && (typeof one !== "object" || !("onRequest" in one || "onResponse" in one || "onError" in one)))
    throw new Error("Middleware must be an object with one of `onRequest()`, `onResponse() or `onError()`");
  return Boolean(one);
}

/** Sends the request through the middleware. */
export async function runMiddleware(run: MiddlewareRun): Promise<Response> {
  const told = { ...run.told, id: Math.random().toString(36).slice(2, 11) };
  const back = run.steps.toReversed();
  let { request } = run;
  for (const step of run.steps) {
    const result = await step.onRequest?.({ ...told, request });
    if (result instanceof Response) return result;
    if (result)
      request = expect(
        result,
        Request,
        "onRequest: must return new Request() or Response() when modifying the request",
      );
  }
  let response: Response;
  try {
    response = await run.send(request);
  } catch (error) {
    response = await runErrors(back, { ...told, request }, error);
  }
  for (const step of back) {
    const result = await step.onResponse?.({ ...told, request, response });
    if (result)
      response = expect(
        result,
        Response,
        "onResponse: must return new Response() when modifying the response",
      );
  }
  return response;
}

async function runErrors(steps: readonly Step[], told: object, error: unknown): Promise<Response> {
  let last = error;
  for (const step of steps) {
    const result = await step.onError?.({ ...told, error: last });
    if (result instanceof Response) return result;
    if (result) last = expect(result, Error, "onError: must return new Response() or instance of Error");
  }
  throw last;
}

function expect<Value>(
  value: unknown,
  Class: abstract new (...args: never[]) => Value,
  problem: string,
): Value {
  if (value instanceof Class) return value;
  throw new Error(problem);
}

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
export async function runMiddleware({ steps, told, request, send }: MiddlewareRun): Promise<Response> {
  const event = { ...told, request, id: Math.random().toString(36).slice(2, 11) };
  const back = steps.toReversed();
  for (const step of steps) {
    const given = await ask(step, "onRequest", event);
    if (given instanceof Response) return given;
    if (given) event.request = given as Request;
  }
  let response: Response;
  try {
    response = await send(event.request);
  } catch (error) {
    response = await askAboutError(back, event, error);
  }
  for (const step of back)
    response = ((await ask(step, "onResponse", { ...event, response })) as Response | undefined) ?? response;
  return response;
}

async function askAboutError(steps: readonly Step[], event: object, error: unknown): Promise<Response> {
  let last = error;
  for (const step of steps) {
    const given = await ask(step, "onError", { ...event, error: last });
    if (given instanceof Response) return given;
    last = given ?? last;
  }
  throw last;
}

const wanted = {
  onRequest: "Request() or Response() when modifying the request",
  onResponse: "Response() when modifying the response",
  onError: "Response() or instance of Error",
};

/** What a step gives, undefined for nothing: a response or, of a request or an error, another one. */
async function ask(step: Step, name: keyof Step, event: object): Promise<object | undefined> {
  const given = await step[name]?.({ ...event });
  if (!given) return undefined;
  const Other = { onRequest: Request, onResponse: Response, onError: Error }[name];
  if (given instanceof Response || given instanceof Other) return given;
  throw new Error(`${name}: must return new ${wanted[name]}`);
}

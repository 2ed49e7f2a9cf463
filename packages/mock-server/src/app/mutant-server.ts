// Serves a mutant on demand: `Prefer: mutant=ID`. The mutants themselves load with the first such request.
import type { ApiModel } from "@specloom/api-model";
import type { Handler } from "./handler.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { Mutation } from "./mutation.ts";

export interface MutantServer {
  fetch(request: Request, id: string): Promise<Response>;
}

/** Id of the mutant that a request asks for (RFC 7240); undefined where it asks for none. */
export function mutantOf(request: Pick<IncomingRequest, "headers">): string | undefined {
  const prefer = request.headers.get("prefer");
  return prefer === null ? undefined : /(?:^|[,;])\s*mutant\s*=\s*"?([^\s",;]+)/i.exec(prefer)?.[1];
}

/** Mutants share the state of the mock that they stand in for, and keep their own memory from call to call. */
export function createMutantServer(
  model: ApiModel,
  createHandler: (mutation: Mutation) => Handler,
): MutantServer {
  const handlers = new Map<string, Handler>();
  return {
    fetch: async (request, id) => {
      const { chosenMutants } = await import("../mutants/chosen-mutants.ts");
      const armed = chosenMutants(model);
      const mutant = armed.find((one) => one.id === id);
      if (mutant === undefined) return unknownMutant(id, armed);
      const handler = handlers.get(id) ?? createHandler(mutant.arm());
      handlers.set(id, handler);
      const response = await handler.fetch(request);
      const applied = new Response(response.body, response);
      applied.headers.set("preference-applied", `mutant=${id}`);
      return applied;
    },
  };
}

function unknownMutant(id: string, armed: readonly { readonly id: string }[]): Response {
  const detail = `Prefer: mutant=${id} names no mutant that fits this document; those that do: ${armed.map((one) => one.id).join(", ")}`;
  return Response.json(
    { type: "about:blank", title: "unknown mutant", status: 400, detail },
    { status: 400, headers: { "content-type": "application/problem+json" } },
  );
}

// Which of the documented responses an operation's success is.
import type { Content, DocumentedResponse, Operation, Schema } from "@specloom/api-model";
import type { Schemas } from "../schema/schema-view.ts";

export interface SuccessPlan {
  readonly status: number;
  readonly response: DocumentedResponse | undefined;
  readonly contents: readonly Content[];
}

const PREFERRED: Readonly<Partial<Record<Operation["verb"], readonly string[]>>> = {
  create: ["201", "200"],
  delete: ["204", "200"],
};

export function planSuccess({ verb, responses }: Operation): SuccessPlan {
  const successes = responses.filter(({ status }) => /^2(?:\d\d|XX)$/i.test(status));
  const preferred = (PREFERRED[verb] ?? ["200"]).flatMap((wanted) =>
    successes.filter(({ status }) => status === wanted),
  );
  const response = preferred[0] ?? successes[0] ?? responses.find(({ status }) => status === "default");
  const exact = Number(response?.status);
  const usual = verb === "create" ? 201 : 200;
  const status = Number.isInteger(exact) ? exact : response === undefined && verb === "delete" ? 204 : usual;
  return { status, response, contents: response?.content ?? [] };
}

export function schemaOf(content: Content | undefined, schemas: Schemas): Schema | undefined {
  return content?.schema === undefined ? undefined : schemas[content.schema];
}

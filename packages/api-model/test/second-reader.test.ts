import { expect, test } from "vitest";
import { buildModel, loadDocument, type ApiModel } from "../src/index.ts";
import { corpusDocuments, realDocuments } from "./corpus.ts";
import { readAgain } from "./second-reader.ts";

/** The model in the words of the second reader. */
function describeModel(model: ApiModel): string[] {
  const lines = model.operations.flatMap(({ method, path, parameters, responses }) => {
    const name = `${method} ${path}`;
    const all = [...parameters.path, ...parameters.query, ...parameters.header, ...parameters.cookie];
    const taken = all.map(
      (parameter) =>
        `takes ${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`,
    );
    return [
      name,
      ...new Set(taken.map((line) => `${name} ${line}`)),
      ...responses.map(({ status }) => `${name} answers ${status}`),
    ];
  });
  const required = model.components.flatMap(({ id, name }) => {
    const schema = model.schemas[id];
    const names = typeof schema === "object" && Array.isArray(schema["required"]) ? schema["required"] : [];
    return names.map((member) => `schema ${name} requires ${String(member)}`);
  });
  return [...lines, ...required].toSorted();
}

test.each([...corpusDocuments(), ...realDocuments()])(
  "$name: operations, parameters, required members and statuses are those that a second reader counts",
  async ({ file }) => {
    const { document, problems } = await loadDocument(file);
    if (document === undefined) throw new Error(JSON.stringify(problems));
    const again = readAgain(document);
    expect(again.length).toBeGreaterThan(0);
    expect(describeModel(buildModel(document).model)).toEqual(again);
  },
);

// Bodies and parameters at the bounds of their schemas and beyond.
import type { Json, Operation } from "@specloom/api-model";
import type { Probe } from "./probe-caller.ts";
import { examplesOf, type Collection, type Path } from "./probe-collection.ts";
import { asSchema, edgeValues, isObject, resolve } from "./probe-values.ts";

const RAW: readonly (readonly [text: string, type: string])[] = [
  ['{"a":', "application/json"],
  ["", "application/json"],
  ["[]", "application/json"],
  ["null", "application/json"],
  ['"text"', "application/json"],
  ["{}", "text/plain"],
  ["{}", "application/xml"],
];

export async function probeBodies(collection: Collection, item: Path): Promise<void> {
  for (const role of ["create", "update", "replace"] as const) {
    const operation = collection.operation(role);
    if (operation?.body !== undefined) await probeBody(collection, operation, item);
  }
}

async function probeBody({ probe, look }: Collection, operation: Operation, item: Path): Promise<void> {
  const { schemas } = probe.model;
  const schema = operation.body?.content[0]?.schema;
  const { properties } = resolve(schemas, schema === undefined ? undefined : schemas[schema]);
  const whole = examplesOf(probe.model, operation).at(-1);
  const full = isObject(whole) ? whole : {};
  const send = async (body: Json): Promise<void> => {
    await probe.send(operation, { path: item, body });
    await look(item);
  };
  for (const [name, inner] of Object.entries(isObject(properties) ? properties : {})) {
    await send(Object.fromEntries(Object.entries(full).filter(([key]) => key !== name)));
    for (const value of edgeValues(schemas, asSchema(inner))) await send({ ...full, [name]: value });
    if (full[name] !== undefined) await send({ [name]: full[name] });
  }
  for (const body of [{}, { ...full, unknown_member: 1 }, full]) await send(body);
  const { mediaType } = operation.body?.content[0] ?? { mediaType: "" };
  for (const [raw, type] of RAW) {
    const contentType = type === "application/json" ? mediaType : type;
    await probe.send(operation, { path: item, raw, headers: { "content-type": contentType } });
  }
  await look(item);
}

export async function probeParameters(probe: Probe, operation: Operation, path: Path): Promise<void> {
  const { schemas } = probe.model;
  const { body } = operation;
  const sent = body === undefined ? {} : { body: examplesOf(probe.model, operation)[0] ?? {} };
  await probe.send(operation, { path, ...sent });
  for (const accept of ["text/csv", "application/json;q=0", ""])
    await probe.send(operation, { path, ...sent, headers: { accept } });
  for (const { name, schema } of operation.parameters.query) {
    const items = asSchema(resolve(schemas, schemas[schema])["items"]);
    const values = [
      ...edgeValues(schemas, schemas[schema]),
      ...(items === undefined ? [] : edgeValues(schemas, items)),
    ];
    for (const value of values)
      await probe.send(operation, { path, query: [[name, textOf(value)]], ...sent });
  }
  await probe.send(operation, { path, query: [["unknown_parameter", "1"]], ...sent });
  for (const { name, schema } of operation.parameters.header)
    for (const value of edgeValues(schemas, schemas[schema]))
      if (/^[ -~]*$/.test(textOf(value)))
        await probe.send(operation, { path, headers: { [name]: textOf(value) }, ...sent });
  for (const { name, schema } of operation.parameters.path)
    for (const value of edgeValues(schemas, schemas[schema]))
      await probe.send(operation, { path: { ...path, [name]: textOf(value) }, ...sent });
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

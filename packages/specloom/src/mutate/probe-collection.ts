// One collection of things, as a probe works with it.
import type { ApiModel, Json, Lifecycle, Operation } from "@specloom/api-model";
import type { Probe } from "./probe-caller.ts";
import { asSchema, isObject, plainValue, resolve } from "./probe-values.ts";

export type Path = { readonly [parameter: string]: string };

/** What a probe of one collection works with. */
export interface Collection {
  readonly probe: Probe;
  readonly lifecycle: Lifecycle;
  readonly path: Path;
  /** The operation that plays a part. */
  readonly operation: (role: keyof Lifecycle["operations"]) => Operation | undefined;
  /** Makes a thing and gives it, with the path that leads to it. */
  readonly create: (body?: Json) => Promise<Made>;
  /** Reads everything that may have changed. */
  readonly look: (...things: readonly Path[]) => Promise<void>;
}

export interface Made {
  readonly thing: unknown;
  readonly path: Path;
}

export function openCollection(probe: Probe, lifecycle: Lifecycle, path: Path): Collection {
  const operation = (role: keyof Lifecycle["operations"]): Operation | undefined =>
    probe.model.operations.find(({ id }) => id === lifecycle.operations[role]);
  const bodies = examplesOf(probe.model, operation("create"));
  let creations = 0;
  const create = async (body?: Json): Promise<Made> => {
    const made = operation("create");
    const sent = body ?? bodies[creations % bodies.length] ?? {};
    creations += 1;
    const thing =
      made === undefined
        ? await firstItem(probe, operation("list"), { path, creations })
        : await probe.send(made, { path, body: sent });
    const id = isObject(thing) ? thing[lifecycle.identity ?? "id"] : undefined;
    return {
      thing,
      path:
        lifecycle.itemParameter === undefined
          ? path
          : {
              ...path,
              [lifecycle.itemParameter]: typeof id === "string" ? id : JSON.stringify(id ?? "none"),
            },
    };
  };
  const look = async (...things: readonly Path[]): Promise<void> => {
    const [list, retrieve] = [operation("list"), operation("retrieve")];
    if (list !== undefined) await probe.send(list, { path });
    for (const thing of things) if (retrieve !== undefined) await probe.send(retrieve, { path: thing });
  };
  return { probe, lifecycle, path, operation, create, look };
}

/** Where nothing can be created, one of those that are there. */
async function firstItem(
  probe: Probe,
  list: Operation | undefined,
  { path, creations }: { readonly path: Path; readonly creations: number },
): Promise<unknown> {
  const body = list === undefined ? undefined : await probe.send(list, { path });
  const items = isObject(body) ? Object.values(body).find((value) => Array.isArray(value)) : undefined;
  return Array.isArray(items) ? items[(creations - 1) % Math.max(1, items.length)] : undefined;
}

export function examplesOf({ schemas }: ApiModel, operation: Operation | undefined): readonly Json[] {
  const content = operation?.body?.content[0];
  const shown = content?.examples.map(({ value }) => value) ?? [];
  const schema = content?.schema === undefined ? undefined : schemas[content.schema];
  const { properties } = resolve(schemas, schema);
  const whole = isObject(properties)
    ? Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, plainValue(schemas, asSchema(inner))]),
      )
    : {};
  return [...shown, plainValue(schemas, schema), whole];
}

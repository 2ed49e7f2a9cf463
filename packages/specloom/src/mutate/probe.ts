// Asks a server whatever the document lets one ask: more than a contract suite may judge, so that a mutant that answers all
// of it like the correct server can be taken for one.
import type { ApiModel, Lifecycle, Operation } from "@specloom/api-model";
import { createProbe, urlOf, type Probe, type ProbeCaller } from "./probe-caller.ts";
import { examplesOf, openCollection, type Collection, type Path } from "./probe-collection.ts";
import { probeBodies, probeParameters } from "./probe-edges.ts";
import { probeLists } from "./probe-lists.ts";
import { probeSecrets } from "./probe-secrets.ts";
import type { Subject } from "./subject.ts";

const CALLERS: readonly ProbeCaller[] = ["nobody", "forger", "swapped", "lower-case", "other"];

export async function runProbe(model: ApiModel, subject: Subject): Promise<void> {
  const probe = createProbe(model, subject);
  for (const lifecycle of model.lifecycles)
    if (lifecycle.parents.every(({ kind }) => kind !== "lifecycle"))
      await probeLifecycle(probe, lifecycle, subject.owner.parameters ?? {});
  for (const operation of model.operations) await probeOperation(probe, operation);
  for (const method of ["GET", "POST", "HEAD"])
    await probe.sendPlain(new Request(urlOf("/no/such/path/here"), { method }));
  const tokens = model.securitySchemes.flatMap((scheme) =>
    scheme.kind === "oauth2" ? (scheme.clientCredentials?.tokenUrl ?? []) : [],
  );
  for (const tokenUrl of tokens) await probe.sendPlain(new Request(new URL(tokenUrl, urlOf("/"))));
}

async function probeLifecycle(probe: Probe, lifecycle: Lifecycle, parents: Path): Promise<void> {
  const collection = openCollection(probe, lifecycle, parents);
  await collection.look();
  const made = [
    await collection.create(),
    await collection.create(),
    await collection.create(),
    await collection.create(),
  ];
  const [first, second, third] = made;
  if (first === undefined || second === undefined || third === undefined) return;
  await collection.look(first.path, first.path, second.path);
  await probeLists(collection);
  await probeItems(collection, [first.path, second.path]);
  await probeSecrets(collection);
  await probeBodies(collection, first.path);
  for (const child of childrenOf(probe.model, lifecycle)) {
    await probeLifecycle(probe, child, first.path);
    await probeChildren(openCollection(probe, child, first.path), [second.path, third.path]);
  }
  await probeCallers(collection, first.path);
  await probeDeletion(collection, [first.path, second.path]);
  await probeLists(collection);
}

function childrenOf({ lifecycles }: ApiModel, { resource }: Lifecycle): readonly Lifecycle[] {
  return lifecycles.filter(({ parents }) => {
    const parent = parents.findLast(({ kind }) => kind === "lifecycle");
    return parent?.kind === "lifecycle" && parent.resource.join(".") === resource.join(".");
  });
}

async function probeItems(
  { probe, operation, lifecycle, look, path }: Collection,
  [first, second]: readonly [Path, Path],
): Promise<void> {
  const parameter = lifecycle.itemParameter ?? "";
  for (const role of ["retrieve", "update", "replace", "delete"] as const) {
    const one = operation(role);
    if (one === undefined) continue;
    const [body] = one.body === undefined ? [undefined] : examplesOf(probe.model, one);
    const sent = body === undefined ? {} : { body };
    for (const id of [
      "unknown",
      "unknown",
      "x".repeat(255),
      "x".repeat(256),
      "x".repeat(300),
      "a b",
      "é",
      "0",
      "-1",
      "999999",
      "S9999",
      "S00000",
      "..%2F",
    ])
      await probe.send(one, { path: { ...path, [parameter]: id }, ...sent });
    if (role === "retrieve")
      for (const method of ["HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"])
        if (!probe.model.operations.some((other) => other.path === one.path && other.method === method))
          await probe.send(one, { path: first, method });
  }
  await look(first, second);
}

/** Things of a parent, asked for under another. */
async function probeChildren(child: Collection, [other, gone]: readonly [Path, Path]): Promise<void> {
  const made = await child.create();
  const item = child.lifecycle.itemParameter ?? "";
  const strayed = { ...other, [item]: made.path[item] ?? "" };
  const [, stray] = [child.path, openCollection(child.probe, child.lifecycle, other)];
  await stray.look(strayed);
  for (const role of ["update", "replace", "delete"] as const) {
    const operation = child.operation(role);
    if (operation === undefined) continue;
    const body =
      operation.body === undefined ? {} : { body: examplesOf(child.probe.model, operation).at(-1) ?? {} };
    await child.probe.send(operation, { path: strayed, ...body });
    await child.look(made.path);
  }
  const nowhere = openCollection(child.probe, child.lifecycle, {
    ...gone,
    [parentParameter(child.lifecycle)]: "unknown",
  });
  await nowhere.create();
  await nowhere.look();
  const orphanage = openCollection(child.probe, child.lifecycle, gone);
  const orphan = await orphanage.create();
  await endParent(child, gone);
  await orphanage.look(orphan.path);
  await child.look(made.path);
}

function parentParameter({ parents }: Lifecycle): string {
  return parents.findLast(({ kind }) => kind === "lifecycle")?.parameter ?? "";
}

async function endParent({ probe, lifecycle }: Collection, path: Path): Promise<void> {
  const parent = lifecycle.parents.findLast(({ kind }) => kind === "lifecycle");
  const owner = probe.model.lifecycles.find(
    ({ resource }) => parent?.kind === "lifecycle" && resource.join(".") === parent.resource.join("."),
  );
  if (owner === undefined) return;
  const { operation, look } = openCollection(probe, owner, path);
  const end = operation("delete");
  if (end !== undefined) await probe.send(end, { path });
  await look(path);
}

async function probeCallers(collection: Collection, item: Path): Promise<void> {
  const { probe, operation, look } = collection;
  for (const role of ["list", "retrieve", "create", "update", "replace", "delete"] as const) {
    const one = operation(role);
    if (one === undefined) continue;
    const bodies = examplesOf(probe.model, one);
    const body = one.body === undefined ? {} : { body: bodies.at(-1) ?? {} };
    for (const [index, caller] of CALLERS.entries()) {
      const sent = one.body === undefined ? {} : { body: bodies[index % bodies.length] ?? {} };
      await probe.send(one, { path: item, caller, ...sent });
      await look(item);
    }
    await probe.send(one, {
      path: { ...item, ...probe.subject.other?.parameters },
      caller: "other",
      ...body,
    });
  }
}

async function probeDeletion(
  { probe, operation, look, create }: Collection,
  [first, second]: readonly [Path, Path],
): Promise<void> {
  const end = operation("delete");
  if (end === undefined) return;
  const { path } = await create();
  for (let times = 0; times < 2; times += 1) {
    await probe.send(end, { path });
    await look(path, first, second);
  }
  const change = operation("update") ?? operation("replace");
  if (change !== undefined)
    await probe.send(change, { path, body: examplesOf(probe.model, change)[0] ?? {} });
  await look(path, first, second);
}

async function probeOperation(probe: Probe, operation: Operation): Promise<void> {
  const path = probe.subject.owner.parameters ?? {};
  await probeParameters(probe, operation, path);
}

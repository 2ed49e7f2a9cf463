import {
  entriesOf,
  itemsOf,
  joinPointer,
  memberOf,
  pathShape,
  textOf,
  type Json,
  type Located,
  type Pointer,
} from "@specloom/api-model";

import type { DocumentView } from "../document-view.ts";

/** An operation with what it inherits from its path and its document. */
export interface WireOperation {
  /** `GET /pets/{id}`. */
  readonly title: string;
  /** The same for operations that answer the same requests, whatever their path parameters are called. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: Pointer;
  readonly value: Json;
  /** Everything that the operation takes from around it, as written. */
  readonly inherited: Json;
  readonly parameters: readonly Located[];
  readonly servers: Json | undefined;
  readonly security: Json | undefined;
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/** The operations under `paths`. */
export function readOperations(view: DocumentView): WireOperation[] {
  return entriesOf(memberOf(view.document, "paths")).flatMap(([path, item]) =>
    readPathItem(view, {
      item,
      pointer: joinPointer("#/paths", path),
      path,
      name: (method) => `${method} ${path}`,
    }),
  );
}

/** The operations under `webhooks`, which the API calls. */
export function readWebhooks(view: DocumentView): WireOperation[] {
  return entriesOf(memberOf(view.document, "webhooks")).flatMap(([name, item]) =>
    readPathItem(view, {
      item,
      pointer: joinPointer("#/webhooks", name),
      path: name,
      name: (method) => `webhook ${method} ${name}`,
    }),
  );
}

/** The operations under `callbacks` of another, which the API calls. */
export function readCallbacks(view: DocumentView, { value, pointer, title }: WireOperation): WireOperation[] {
  return entriesOf(memberOf(value, "callbacks")).flatMap(([name, written]) => {
    const callback = view.followObject(written, joinPointer(pointer, "callbacks", name));
    return entriesOf(callback?.value).flatMap(([expression, item]) =>
      readPathItem(view, {
        item,
        pointer: joinPointer(callback?.pointer ?? pointer, expression),
        path: `${name} ${expression}`,
        name: (method) => `callback ${method} ${name} of ${title}`,
      }),
    );
  });
}

interface PathItem {
  readonly item: Json;
  readonly pointer: Pointer;
  readonly path: string;
  readonly name: (method: string) => string;
}

function readPathItem(view: DocumentView, { item, pointer, path, name }: PathItem): WireOperation[] {
  const found = view.followObject(item, pointer);
  if (found === undefined) return [];
  const shared = memberOf(found.value, "parameters");
  return entriesOf(found.value).flatMap(([method, value]) => {
    if (!METHODS.has(method)) return [];
    const own = { parameters: memberOf(value, "parameters"), pointer: joinPointer(found.pointer, method) };
    const servers =
      memberOf(value, "servers") ?? memberOf(found.value, "servers") ?? memberOf(view.document, "servers");
    const security = memberOf(value, "security") ?? memberOf(view.document, "security");
    return [
      {
        title: name(method.toUpperCase()),
        key: `${method} ${pathShape(path)}`,
        method: method.toUpperCase(),
        path,
        pointer: own.pointer,
        value,
        inherited: [shared ?? null, servers ?? null, security ?? null],
        parameters: mergeParameters(view, [
          { list: shared, pointer: found.pointer },
          { list: own.parameters, pointer: own.pointer },
        ]),
        servers,
        security,
      },
    ];
  });
}

/** Parameters of the path, overridden by those of the operation. */
function mergeParameters(
  view: DocumentView,
  lists: readonly { readonly list: Json | undefined; readonly pointer: Pointer }[],
): Located[] {
  const merged = new Map<string, Located>();
  for (const { list, pointer } of lists) {
    itemsOf(list).forEach((written, index) => {
      const found = view.followObject(written, joinPointer(pointer, "parameters", index));
      if (found !== undefined)
        merged.set(`${textOf(found.value, "in")} ${textOf(found.value, "name")}`, found);
    });
  }
  return [...merged.values()];
}

// Headers and cookies that may be objects: what the runtime is to know of them.
import type { ApiModel, Json, Operation, Parameter } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { mayBeObject } from "./may-be-object.ts";

/** Members of a description that write the headers and cookies of an operation, where it has any to write. */
export function plainWriters(
  { parameters }: Operation,
  { model, source, runtime }: { model: ApiModel; source: SourceFile; runtime: string },
): readonly (readonly [member: string, value: string])[] {
  const pure = (name: string, styles: Json): string =>
    `/* @__PURE__ */ ${source.importValue(name, runtime)}(${jsonLiteral(styles)})`;
  const headers = parameters.header.filter((parameter) => isStyled(parameter, model));
  const cookies = parameters.cookie.filter((parameter) => isStyled(parameter, model) && !parameter.explode);
  const written = headers.map(({ name, explode }) => [name, { ...(explode && { explode }) }] as const);
  const writtenCookies = cookies.map(({ name }) => [name, { explode: false }] as const);
  return [
    ...(parameters.cookie.length === 0
      ? []
      : cookies.length === 0
        ? [["writeCookies", source.importValue("writeCookies", runtime)] as const]
        : [["writeCookies", pure("styledCookies", Object.fromEntries(writtenCookies))] as const]),
    ...(headers.length === 0
      ? []
      : [["writeHeaders", pure("styledHeaders", Object.fromEntries(written))] as const]),
  ];
}

/** What is described by `content` is written as JSON. */
function isStyled({ schema, mediaType }: Parameter, model: ApiModel): boolean {
  return mediaType === undefined && mayBeObject(schema, model);
}

// Headers and cookies that may be objects: what the runtime is to know of them.
import type { ApiModel, Operation, Parameter } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { mayBeObject } from "./may-be-object.ts";

/** Members of a description that write the headers and cookies of an operation, where it has any to write. */
export function plainWriters(
  { parameters: { header, cookie } }: Operation,
  { model, source, runtime }: { model: ApiModel; source: SourceFile; runtime: string },
): readonly (readonly [member: string, value: string])[] {
  // What is described by `content` is written as JSON.
  const mayBeStyled = ({ schema, mediaType }: Parameter): boolean =>
    mediaType === undefined && mayBeObject(schema, model);
  const styled = (writer: string, parameters: readonly Parameter[], usual: boolean): string => {
    const styles = parameters.map(
      ({ name, explode }) => [name, explode === usual ? {} : { explode }] as const,
    );
    return `/* @__PURE__ */ ${source.importValue(writer, runtime)}(${jsonLiteral(Object.fromEntries(styles))})`;
  };
  const writers: [string, string][] = [];
  const listed = cookie.filter((parameter) => mayBeStyled(parameter) && !parameter.explode);
  if (listed.length > 0) writers.push(["writeCookies", styled("styledCookies", listed, true)]);
  else if (cookie.length > 0) writers.push(["writeCookies", source.importValue("writeCookies", runtime)]);
  const headers = header.filter((parameter) => mayBeStyled(parameter));
  if (headers.length > 0) writers.push(["writeHeaders", styled("styledHeaders", headers, false)]);
  return writers;
}

import { entriesOf, itemsOf, joinPointer, memberOf, textOf, type Json } from "@specloom/api-model";

import type { DocumentView } from "../document-view.ts";

/** One way to be let in: every credential of it, each with its scopes. Empty: anonymously. */
export type Alternative = ReadonlyMap<string, ReadonlySet<string>>;

/** The alternatives of a `security`; none written means that anybody is let in. */
export function readCredentials(view: DocumentView, security: Json | undefined): Alternative[] {
  const schemes = memberOf(memberOf(view.document, "components"), "securitySchemes");
  const alternatives = itemsOf(security).map(
    (requirement) =>
      new Map(
        entriesOf(requirement).map(([name, scopes]) => {
          const pointer = joinPointer("#/components/securitySchemes", name);
          const scheme = view.follow(memberOf(schemes, name), pointer)?.value;
          return [credentialOf(scheme, name), new Set(itemsOf(scopes).map(String))] as const;
        }),
      ),
  );
  return alternatives.length === 0 ? [new Map()] : alternatives;
}

/** What is sent, whatever the scheme is called in the document. */
function credentialOf(scheme: Json | undefined, name: string): string {
  switch (textOf(scheme, "type")) {
    case "apiKey":
      return `apiKey ${textOf(scheme, "in")} ${textOf(scheme, "name")}`;
    case "http":
      return (textOf(scheme, "scheme") ?? "").toLowerCase();
    case "oauth2":
    case "openIdConnect":
      return "bearer";
    default:
      return `${textOf(scheme, "type")} ${name}`;
  }
}

import type { DocumentedResponse, Operation } from "@specloom/api-model";

import type { Comment } from "../../print/comment.ts";

/** Error classes of the runtime by status; the other ones are `StatusError`. */
const ERROR_CLASSES: ReadonlyMap<string, string> = new Map([
  ["400", "BadRequestError"],
  ["401", "UnauthorizedError"],
  ["403", "ForbiddenError"],
  ["404", "NotFoundError"],
  ["409", "ConflictError"],
  ["422", "UnprocessableContentError"],
  ["429", "TooManyRequestsError"],
]);

/** What the document says about an operation, and the errors that it documents. */
export function methodComment(operation: Operation): Comment {
  const { summary, description } = operation;
  return {
    paragraphs: [
      summary ?? description,
      summary === undefined || description === summary ? undefined : description,
      `\`${operation.method} ${operation.path}\``,
    ],
    tags: [
      ...operation.responses
        .filter(({ status }) => !/^[123]/.test(status))
        .map((response) => throwsTag(response)),
      ...(operation.deprecated ? [{ name: "deprecated" as const }] : []),
    ],
  };
}

// The class and the status alone: what the document says of an error is the same on nearly every operation, and stands
// with the type of the error's body.
function throwsTag({ status }: DocumentedResponse): { readonly name: "throws"; readonly text: string } {
  const errorClass = ERROR_CLASSES.get(status) ?? (status.startsWith("5") ? "ServerError" : "StatusError");
  return { name: "throws", text: `{${errorClass}} ${status}` };
}

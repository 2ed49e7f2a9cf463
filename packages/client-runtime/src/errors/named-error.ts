import { ClientError, type ErrorDetails } from "./client-error.ts";

/** A class of errors. */
export type ErrorClass<Failure extends ClientError> = new (
  message: string,
  details?: ErrorDetails,
) => Failure;

/** Makes the class of a failure. Its name is a literal, so it survives minifiers. */
export function namedError<Failure extends ClientError>(
  name: Failure["name"],
  Parent: ErrorClass<ClientError> = ClientError,
): ErrorClass<Failure> {
  const named = {
    [name]: class extends Parent {
      override get name(): string {
        return name;
      }
    },
  };
  return named[name] as ErrorClass<Failure>;
}

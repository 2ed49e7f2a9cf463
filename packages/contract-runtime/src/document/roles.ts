// Who plays which part: the lifecycle of an operation, and who makes the value of each path parameter.
import type { ApiModel, Lifecycle, Operation } from "@specloom/api-model";

/** Where the value of one path parameter comes from. */
export interface ParameterSource {
  readonly parameter: string;
  /** The lifecycle whose items the parameter names; absent where somebody must give the value. */
  readonly lifecycle?: Lifecycle;
}

/** Sources of an operation's path parameters, outermost first. */
export function parameterSources(model: ApiModel, operation: Operation): readonly ParameterSource[] {
  const segments = operation.path.split("/");
  return segments.flatMap((segment, index) => {
    const parameter = operation.parameters.path.find(({ name }) => segment.includes(`{${name}}`))?.name;
    if (parameter === undefined) return [];
    const prefix = segments.slice(0, index + 1).join("/");
    const lifecycle = model.lifecycles.find(
      (candidate) =>
        candidate.itemPath === prefix && (canCreate(candidate) || candidate.operations.list !== undefined),
    );
    return [lifecycle === undefined ? { parameter } : { parameter, lifecycle }];
  });
}

/** Path parameters that some operation of these needs and that somebody must give. */
export function givenParameters(model: ApiModel, operations: readonly Operation[]): readonly string[] {
  const names = operations.flatMap((operation) =>
    parameterSources(model, operation)
      .filter(({ lifecycle }) => lifecycle === undefined)
      .map(({ parameter }) => parameter),
  );
  return [...new Set(names)];
}

/** True where a run can make items of its own and name them afterwards. */
export function canCreate(lifecycle: Lifecycle): boolean {
  return lifecycle.operations.create !== undefined && lifecycle.identity !== undefined;
}

/** The lifecycle in which an operation plays a part. */
export function lifecycleOf(model: ApiModel, operation: Operation): Lifecycle | undefined {
  return model.lifecycles.find((lifecycle) => Object.values(lifecycle.operations).includes(operation.id));
}

/** The operation with this id. @throws Error for an id that the model does not have */
export function operationOf(model: ApiModel, id: string): Operation {
  const operation = model.operations.find((candidate) => candidate.id === id);
  if (operation === undefined)
    throw new Error(`The model has no operation "${id}". Generate the contract tests again.`);
  return operation;
}

/** True where an operation's method is safe. */
export function isSafe(operation: Operation): boolean {
  return isSafeMethod(operation.method);
}

/** True where the method promises to change nothing (RFC 9110, section 9.2.1; QUERY is safe as well). */
export function isSafeMethod(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"].includes(method);
}

// Checking answers against the document: an entry of its own, so that only who asks for it carries it.

export {
  defineValidation,
  type ValidationOptions,
  type ValidatorLoaders,
} from "./validate/define-validation.ts";
export { isResponseValidationError, ResponseValidationError } from "./validate/response-validation-error.ts";
export type { ValidationFault } from "./validate/response-validation-error.ts";
export type { Validator, ValidatorHelpers, Validators } from "./validate/validator.ts";
export type { Middleware } from "./transport.ts";

import type { PackageKey } from "../config.ts";
import { emitClient } from "./client/emit-client.ts";
import { emitContractTests } from "./contract-tests/emit-contract-tests.ts";
import type { Emitter } from "./emitter.ts";
import { emitOpenAPITypes } from "./openapi-types.ts";
import { emitTypes } from "./types/emit-types.ts";
import { emitValidation } from "./validation/emit-validation.ts";

/** Every emitter, and the package whose `src/generated` it fills. */
export const emitters: readonly { readonly package: PackageKey; readonly emit: Emitter }[] = [
  { package: "types", emit: emitOpenAPITypes },
  { package: "types", emit: emitTypes },
  { package: "client", emit: emitClient },
  { package: "client", emit: emitValidation },
  { package: "contractTests", emit: emitContractTests },
];

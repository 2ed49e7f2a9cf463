export { runContractCommand, type ContractCommandOptions } from "./command/run-contract-command.ts";
export type { Environment } from "./command/read-arguments.ts";

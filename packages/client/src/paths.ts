export * from "./generated/paths.ts";

export * from "./generated/bare.ts";

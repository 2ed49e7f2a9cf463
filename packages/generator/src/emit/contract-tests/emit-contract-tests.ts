// The contract tests: the model as data, one suite a resource, and the command. They hold no behaviour.
import type { ApiModel } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import { jsonLines, jsonTemplate, stringLiteral } from "../../print/string-literal.ts";
import type { EmitInput, EmitOptions, EmittedFile } from "../emitter.ts";
import { resourceFiles } from "../resource-files.ts";

/** Package that holds the suite's behaviour. */
const RUNTIME = "@specloom/contract-runtime";

export function emitContractTests(
  { model, document }: EmitInput,
  options: EmitOptions,
): Promise<readonly EmittedFile[]> {
  return Promise.resolve([
    modelFile(model, options),
    ...suiteFiles(model, options),
    commandFile(options),
    // A line for each operation, and for each component.
    { path: "openapi.json", text: `${jsonLines(document, 3)}\n` },
    indexFile(options),
  ]);
}

function modelFile(model: ApiModel, { banner }: EmitOptions): EmittedFile {
  const source = new SourceFile(banner);
  const type = source.importType("ApiModel", RUNTIME);
  source.print(
    "/** The document as the suite reads it. */",
    `export const model: ${type} = JSON.parse(${jsonTemplate(model)}) as ${type};`,
  );
  // As the formatter would have it, which takes its time over so much text.
  return { path: "model.ts", text: source.toString(), formatted: true };
}

function suiteFiles(model: ApiModel, { banner }: EmitOptions): readonly EmittedFile[] {
  const fileOf = resourceFiles(model);
  const resources = new Map(model.operations.map(({ call }) => [fileOf(call.resource), call.resource]));
  return [...resources].map(([file, path]) => {
    const source = new SourceFile(banner);
    const suite = source.importValue("contractSuite", `${RUNTIME}/suite`);
    const data = source.importValue("model", "../model.ts");
    const call = `${suite}(${data}, [${path.map((name) => stringLiteral(name)).join(", ")}]);`;
    source.print(call);
    const name = `${file.replace(/^resources\//, "").replaceAll("/", ".")}.suite.ts`;
    return {
      path: `suites/${name.replaceAll(DECLARATIONS, ".d-")}`,
      text: source.toString(),
      // There are hundreds, and the formatter changes nothing but long lines and quotes.
      formatted: call.length <= 100 && !call.includes("\\"),
    };
  });
}

/** Anywhere in its name, TypeScript takes this for a file of declarations. */
const DECLARATIONS = /\.d(?=\.)/g;

function commandFile({ banner, documentName, environmentPrefix, packages }: EmitOptions): EmittedFile {
  const source = new SourceFile(`#!/usr/bin/env node\n${banner}`);
  const run = source.importValue("runContractCommand", `${RUNTIME}/command`);
  const model = source.importValue("model", "./model.ts");
  const name = stringLiteral(packages.contractTests.command);
  const prefix = stringLiteral(environmentPrefix);
  const document = stringLiteral(documentName);
  source.print(
    `await ${run}({ name: ${name}, environmentPrefix: ${prefix}, ${model}, document: ${document}, suites: new URL("./suites/", import.meta.url) });`,
  );
  return { path: "command.ts", text: source.toString() };
}

function indexFile({ banner, documentName, environmentPrefix }: EmitOptions): EmittedFile {
  const source = new SourceFile(banner);
  const type = source.importType("DeclareContract", RUNTIME);
  const declare = source.importValue("contractTests", RUNTIME);
  const model = source.importValue("model", "./model.ts");
  const names = `{ environmentPrefix: ${stringLiteral(environmentPrefix)}, document: ${stringLiteral(documentName)} }`;
  source.print(
    "/** Declares every check of the document as a test, under the vitest that runs the calling file. */",
    `export const contract: ${type} = ${declare}(${model}, ${names});`,
    `export { ${model} };`,
  );
  return { path: "index.ts", text: source.toString() };
}

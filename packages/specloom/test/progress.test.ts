// Whoever waits at a terminal is told what for; how it is shown is proven beside it, in process-output.test.ts.
import { afterAll, expect, it } from "vitest";

import { ReleaseProject, removeTemplates } from "./release-project.ts";

afterAll(removeTemplates);

it("each command that takes its time says what it is doing", async () => {
  const project = await ReleaseProject.make();
  await project.copy("openapi.yaml", "revision.yaml");
  const runs = [
    ["generate", "--force"],
    ["diff", "openapi.yaml", "revision.yaml", "--only", "wire"],
    ["diff", "openapi.yaml", "revision.yaml"],
    ["changeset", "--check"],
    ["changeset"],
    ["baseline"],
    ["mutate", "--document", "openapi.yaml", "--only", "retrieve-retypes"],
  ];
  for (const argv of runs) expect((await project.run(...argv)).steps, argv.join(" ")).not.toEqual([]);
  await project.remove("specloom.config.ts");
  expect((await project.run("init", "openapi.yaml")).steps).not.toEqual([]);
});

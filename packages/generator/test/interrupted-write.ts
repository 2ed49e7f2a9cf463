// Run as a process of its own: writes files, and gets Ctrl-C while half of it is on the disk.
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { writeChanges } from "../src/disk/write-changes.ts";

const changes = process.argv.slice(2).map((path) => ({ path, text: "new" }));
await writeChanges(changes, {
  writeFile: async (path, text) => {
    await writeFile(path, text);
    process.kill(process.pid, "SIGINT");
    // Signals arrive in a turn of their own.
    await sleep(20);
  },
});

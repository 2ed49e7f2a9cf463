// `pnpm bench:mock`: how fast the mock server answers and starts, against Prism and against a server written by hand.
import { report } from "./lib/figures.ts";
import { measureStartUp } from "./mock/start-up.ts";
import { measureThroughput } from "./mock/throughput.ts";

await report("mock", [...(await measureThroughput()), ...(await measureStartUp())]);

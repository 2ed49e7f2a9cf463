import { createClient } from "@specloom/keycard-client";
import { createPathClient } from "@specloom/keycard-client/paths";
import { validateResponses } from "@specloom/keycard-client/validate";
import { call } from "./call.mjs";

// oxlint-disable-next-line import/no-default-export -- workers are entered by it
export default { test: () => call({ createClient, createPathClient, validateResponses }) };

import { createClient } from "@specloom/keycard-client";
import { createPathClient } from "@specloom/keycard-client/paths";
import { validateResponses } from "@specloom/keycard-client/validate";
import { call } from "./call.mjs";

await call({ createClient, createPathClient, validateResponses });

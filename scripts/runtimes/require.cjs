const { createClient } = require("@specloom/keycard-client");
const { createPathClient } = require("@specloom/keycard-client/paths");
const { validateResponses } = require("@specloom/keycard-client/validate");
const { call } = require("./call.mjs");

void call({ createClient, createPathClient, validateResponses });

import { getLineColLocation, type LocationObject } from "@redocly/openapi-core";
import type { Pointer } from "../model.ts";

/**
 * Line of a place in a source, counted from 1. Parses the whole file once more, keeping positions, so it is asked only
 * where there is a problem to show.
 */
export function lineOf(location: LocationObject): { line?: number } {
  try {
    const { start } = getLineColLocation(location);
    return Number.isInteger(start.line) ? { line: start.line } : {};
  } catch {
    // The locating parser is older than the reading one and may refuse what that read.
    return {};
  }
}

/** Our pointer in the form of the bundler, which writes the root as `#/`. */
export function asLocation(pointer: Pointer): string {
  return pointer === "#" ? "#/" : pointer;
}

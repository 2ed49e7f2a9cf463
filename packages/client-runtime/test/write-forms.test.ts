import { expect, test } from "vitest";
import { writeForm, writeMultipart } from "../src/media.ts";

const date = new Date(0);
const text = "1970-01-01T00:00:00.000Z";

test("a date in a form is a text, as it is in JSON", () => {
  const fields = { at: date, all: [date], in: { at: date } };
  expect([...new URLSearchParams(writeForm()(fields, new Headers()) as string)]).toEqual([
    ["at", text],
    ["all", text],
    ["in", JSON.stringify({ at: date })],
  ]);
  const form = writeMultipart()({ at: date, all: [date] }, new Headers()) as FormData;
  expect([...form]).toEqual([
    ["at", text],
    ["all", text],
  ]);
});

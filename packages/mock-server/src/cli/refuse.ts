import { jsonText, visibleText } from "@specloom/api-model";

/** Says why nothing is served; gives the exit code. */
export function refuse(
  sentence: string,
  { json, usage }: { readonly json: boolean; readonly usage?: string },
): 2 {
  if (json) process.stdout.write(jsonText({ error: sentence }));
  process.stderr.write(`specloom-mock: ${visibleText(sentence)}\n${usage === undefined ? "" : `\n${usage}`}`);
  return 2;
}

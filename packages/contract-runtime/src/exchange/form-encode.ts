/** A value as it stands in a form (application/x-www-form-urlencoded). */
export function formEncode(text = ""): string {
  return new URLSearchParams({ v: text }).toString().slice("v=".length);
}

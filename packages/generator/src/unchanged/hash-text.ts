import { hash } from "node:crypto";

/** Short name of a text, the same for no other (SHA-256). */
export function hashText(text: string): string {
  return hash("sha256", text, "base64url");
}

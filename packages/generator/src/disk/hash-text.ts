import { hash } from "node:crypto";

/** Short name of a text, or of its bytes in UTF-8, the same for no other (SHA-256). */
export function hashText(text: string | Uint8Array): string {
  return hash("sha256", text, "base64url");
}

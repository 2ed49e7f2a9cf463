import { access } from "node:fs/promises";

/** True where something stands at the path, whether or not it may be read. */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** What to do about a fault of the disk, by the code that the system gives it (errno(3)). */
const CURES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space and run the command again",
  EDQUOT: "the quota of this account is used up. Free some space and run the command again",
  EROFS: "its file system may only be read. Choose another folder, or have it mounted for writing",
  EACCES: "this account may not touch it. Change the permissions of the file or its folder",
  EPERM: "this account may not touch it. Change the permissions of the file or its folder",
  EMFILE: "too many files are open. Raise the limit of open files (ulimit -n)",
  ENOTDIR: "a file stands where a folder is needed. Move it away",
  EISDIR: "a folder stands where a file is needed. Move it away",
  EEXIST: "something else stands there. Move it away",
  ENOENT: "it is not there. Correct the path",
  EIO: "the disk reports a fault. Check the disk",
};

/** What an error says, in one sentence; a fault of the disk with its file and its cure. */
export function describeError(error: unknown): string {
  const { message, code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const cure = code === undefined ? undefined : CURES[code];
  if (cure === undefined) return message;
  const file = dest ?? path;
  return file === undefined
    ? `The disk cannot be used: ${cure} (${code}).`
    : `${file} cannot be used: ${cure} (${code}).`;
}

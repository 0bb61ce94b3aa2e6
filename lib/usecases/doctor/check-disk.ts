import { access, constants, statfs } from "node:fs/promises";
import { type Finding, fail, ok, warn } from "./finding";

const GIB = 1024 ** 3;
const LOW_BYTES = 5 * GIB;
const FULL_BYTES = 0.5 * GIB;

export interface CheckedFolder {
  readonly subject: string;
  readonly path: string;
  /** We write there ourselves. */
  readonly writable: boolean;
}

/** Room on the disk of each folder, and that we may write where we have to. */
export async function checkDisk(folders: readonly CheckedFolder[]): Promise<Finding[]> {
  return Promise.all(folders.map(folderFinding));
}

async function folderFinding({ subject, path, writable }: CheckedFolder): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(path);
    const freeBytes = bavail * bsize;
    const message = `${(freeBytes / GIB).toFixed(1)} GiB free at ${path}`;
    if (freeBytes < FULL_BYTES)
      return fail(subject, message, "Free some space now: nothing can be stored on a full disk.");
    if (writable) await access(path, constants.W_OK);
    return freeBytes < LOW_BYTES ? warn(subject, message, "Free some space soon.") : ok(subject, message);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    return fail(
      subject,
      `${path} can't be used (${code})`,
      "Create the folder and let this user write in it.",
    );
  }
}

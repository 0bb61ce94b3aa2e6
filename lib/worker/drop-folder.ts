import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import type { Database } from "@/db/client";
import { errorFields, log } from "@/lib/log";
import { watchedFolders } from "@/lib/usecases/connections/watched-folders";
import { type FileResult, receiveFile } from "@/lib/usecases/inbox/receive-file";
import type { Loop } from "./loop";

interface DropFolderDeps {
  readonly db: Database;
  readonly now: () => Date;
  /** Holds one folder per watched connection, named like it. */
  readonly folder: string;
}

interface Look {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

interface DroppedFile {
  readonly slug: string;
  readonly folder: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly limitBytes: number;
}

/** Partners still write to these; a rename makes them count. */
const UNFINISHED = /^\.|\.(tmp|part|partial|filepart|crdownload)$/i;

/**
 * Takes in what partners drop. A file counts once its size and time are the same over two looks. It is stored and
 * committed first and moved to `done/` afterwards, so a crash in between makes it come again, and then its bytes are known.
 * Subfolders and links are left alone. Several workers may look at once.
 */
export function dropFolderLoop(deps: DropFolderDeps): Loop {
  let seen: Looks = new Map();
  /** Files that can't be read or moved, each told once: one of them must not hold up the others. */
  const stuck = new Map<string, Look>();
  return {
    name: "drop-folder",
    idleMs: 1_000,
    round: async () => {
      const before = seen;
      seen = new Map();
      for (const { slug, maxBodyBytes } of await watchedFolders(deps.db)) {
        const folder = join(deps.folder, slug);
        const looks = await orStuck(stuck, folder, NEVER_CHANGES, lookInto(folder));
        for (const [name, look] of looks ?? []) {
          const path = join(folder, name);
          seen.set(path, look);
          if (!isSame(before.get(path), look) || isSame(stuck.get(path), look)) continue;
          const file = { slug, folder, name, sizeBytes: look.sizeBytes, limitBytes: maxBodyBytes };
          await orStuck(stuck, path, look, takeIn(deps, file));
        }
      }
      return false;
    },
  };
}

type Looks = Map<string, Look>;
const NEVER_CHANGES: Look = { sizeBytes: 0, modifiedMs: 0 };

function isSame(a: Look | undefined, b: Look): boolean {
  return a?.sizeBytes === b.sizeBytes && a.modifiedMs === b.modifiedMs;
}

/** Failures of the disk concern one path and are told once; any other failure, such as of the database, goes up. */
async function orStuck<T>(stuck: Looks, path: string, look: Look, work: Promise<T>): Promise<T | undefined> {
  try {
    const done = await work;
    stuck.delete(path);
    return done;
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error && "path" in error)) throw error;
    if (!isSame(stuck.get(path), look)) {
      log("error", "a dropped file can't be read or moved and stays where it is", {
        path,
        ...errorFields(error),
      });
    }
    stuck.set(path, look);
    return undefined;
  }
}

async function lookInto(folder: string): Promise<Looks> {
  // Made ahead, so that there is a place to drop into.
  await mkdir(folder, { recursive: true });
  const looks: Looks = new Map();
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
    const found = await unlessGone(stat(join(folder, entry.name)));
    if (found) looks.set(entry.name, { sizeBytes: found.size, modifiedMs: found.mtimeMs });
  }
  return looks;
}

async function takeIn(deps: DropFolderDeps, file: DroppedFile): Promise<void> {
  if (file.sizeBytes > file.limitBytes) return quarantine(deps, file, tooLarge(file.limitBytes));
  const body = await unlessGone(readFile(join(file.folder, file.name)));
  if (!body) return;
  const { slug, name } = file;
  const result = await receiveFile(deps, { slug, body, fileName: name, transport: "file" });
  log("info", "took in a dropped file", { connection: slug, file: name, result: result.kind });
  await putAway(deps, file, result);
}

async function putAway(deps: DropFolderDeps, file: DroppedFile, result: FileResult): Promise<void> {
  // Switched off between the look and now: the file waits.
  if (result.kind === "unknown_connection") return;
  if (result.kind === "too_large") return quarantine(deps, file, tooLarge(result.limitBytes));
  await mkdir(join(file.folder, "done"), { recursive: true });
  // The id makes the name unique, and the same again after a crash.
  const kept = join(file.folder, "done", named(file.name, result.messageId));
  await unlessGone(rename(join(file.folder, file.name), kept));
}

async function quarantine(deps: DropFolderDeps, file: DroppedFile, reason: string): Promise<void> {
  const folder = join(file.folder, "quarantine");
  await mkdir(folder, { recursive: true });
  const stamp = deps.now().toISOString().replace(/[-:.]/g, "");
  const name = named(file.name, stamp);
  // The reason first: a file is never found there without one.
  await writeFile(join(folder, `${name}.reason.txt`), `${file.name}: ${reason}\n`);
  await unlessGone(rename(join(file.folder, file.name), join(folder, name)));
  log("warn", "refused a dropped file", { connection: file.slug, file: file.name, reason });
}

function tooLarge(limitBytes: number): string {
  return `larger than the ${limitBytes} bytes this connection takes. Nothing was stored. Split it, or raise the limit of the connection and drop it again.`;
}

function named(fileName: string, mark: string): string {
  const { name, ext } = parse(fileName);
  return `${name}.${mark}${ext}`;
}

/** Undefined when another worker, or the partner, was faster. */
async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

import { type Import, importsOf } from "./imports";
import {
  BROWSER_ROOMS,
  type Grant,
  MAY_IMPORT,
  PACKAGES,
  ROOM_FOLDERS,
  type Room,
  roomOf,
  SERVER_ONLY_PACKAGES,
} from "./rooms";
import { isTest, type SourceFile, type Violation } from "./source-file";

/** Rooms with files that only Next loads; that no program reaches those is a rule of its own. */
const NEXT_ROOMS: readonly Room[] = ["app", "actions", "components", "usecases"];
const ENV_ROOMS: readonly Room[] = ["app", "usecases", "actions", "worker", "cli", "simulator"];

function isGranted(grant: Grant | undefined, { target, typeOnly }: Import): boolean {
  if (grant === undefined) return false;
  if (grant === "all") return true;
  if (grant === "types") return typeOnly;
  return typeOnly || grant.some((path) => target === path || target.startsWith(`${path}/`));
}

/** A dialect knows itself and what lies beside the folders, never another dialect. */
function breaksOwnFolder({ from, target }: Import): boolean {
  const folderOf = (path: string) => /^lib\/connectors\/([^/]+)\//.exec(path)?.[1];
  const own = folderOf(from);
  const theirs = folderOf(target);
  return own !== undefined && theirs !== undefined && own !== theirs;
}

function packageProblem(room: Room, { target, typeOnly }: Import): string | undefined {
  if (target === "server-only" && !NEXT_ROOMS.includes(room)) return "server-only outside Next";
  if (typeOnly) return undefined;
  const allowed = PACKAGES[room];
  if (allowed && !allowed.some((pattern) => pattern.test(target)))
    return `${room} may not use package ${target}`;
  if (BROWSER_ROOMS.includes(room) && SERVER_ONLY_PACKAGES.test(target)) return `${target} in browser code`;
  return undefined;
}

function projectProblem(room: Room, edge: Import): string | undefined {
  if (edge.target === "lib/env")
    return ENV_ROOMS.includes(room) ? undefined : `${room} may not read settings`;
  const target = roomOf(edge.target);
  if (target === undefined) return undefined;
  if (edge.target.startsWith("db/testing/")) return "db/testing is for tests";
  if (!isGranted(MAY_IMPORT[room][target], edge)) return `${room} may not import ${edge.target}`;
  if (breaksOwnFolder(edge)) return `a connector may not import ${edge.target}`;
  return undefined;
}

/** Tests may set up what they need; only the purity of the pure rooms also holds for them. */
function concernsTest(edge: Import): boolean {
  return edge.from.startsWith(ROOM_FOLDERS.domain) && !edge.isPackage;
}

/** Every import that the table of rooms does not allow. */
export function findImportViolations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === undefined || file.path.startsWith("lib/cli/entry/")) return [];
    const edges = importsOf(file).filter((edge) => !isTest(file.path) || concernsTest(edge));
    return edges.flatMap((edge) => {
      const rule = edge.isPackage ? packageProblem(room, edge) : projectProblem(room, edge);
      return rule ? [{ path: file.path, rule }] : [];
    });
  });
}

import type { Database } from "@/db/client";
import { listWatchedFolders, type WatchedFolder } from "@/db/queries/connections/list-watched-folders";

/** Connections whose folders the worker looks into, of every company. */
export async function watchedFolders(db: Database): Promise<readonly WatchedFolder[]> {
  return listWatchedFolders(db);
}

import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";

export interface WatchedFolder {
  readonly slug: string;
  readonly maxBodyBytes: number;
}

/** Connections that take files from a folder of their own, switched on. */
export async function listWatchedFolders(db: Executor): Promise<WatchedFolder[]> {
  return db
    .select({ slug: connection.slug, maxBodyBytes: connection.maxBodyBytes })
    .from(connection)
    .where(and(eq(connection.watchFolder, true), eq(connection.enabled, true)))
    .orderBy(asc(connection.slug));
}

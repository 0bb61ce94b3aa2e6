import type { Database } from "@/db/client";
import { selectSignsOfLife } from "@/db/queries/health/select-signs-of-life";
import { errorFields, log } from "@/lib/log";
import { RELEASE } from "./release";

export interface Health {
  readonly status: "ok" | "unavailable";
  readonly database: "ok" | "unavailable";
  /** Null when none has been heard of; messages are then stored, but not read. */
  readonly worker: { readonly seenSecondsAgo: number } | null;
  readonly version: string;
}

const DEADLINE_MS = 2_000;

/** Whether this process can serve: it can when its database answers in time. A worker that is away is told, not a fault. */
export async function checkHealth(db: Database): Promise<Health> {
  try {
    const { workerSeenSecondsAgo } = await within(DEADLINE_MS, selectSignsOfLife(db));
    const worker = workerSeenSecondsAgo === null ? null : { seenSecondsAgo: workerSeenSecondsAgo };
    return { status: "ok", database: "ok", worker, version: RELEASE };
  } catch (error) {
    log("warn", "health check failed", errorFields(error));
    return { status: "unavailable", database: "unavailable", worker: null, version: RELEASE };
  }
}

async function within<T>(deadlineMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import type { Executor } from "@/db/client";
import { listSealedSecrets } from "@/db/queries/connections/connection-secrets";
import { COUNT_LIMIT, selectBacklog } from "@/db/queries/health/select-pipeline-state";
import { selectSignsOfLife } from "@/db/queries/health/select-signs-of-life";
import { openSecret } from "../connections/seal";
import { type Finding, fail, ok, warn } from "./finding";

/** A worker reports every four seconds. */
const SILENT_SECONDS = 20;
const LATE_SECONDS = 60;
const MAX_SECRETS = 10_000;

/** Whether a worker runs and keeps up. */
export async function checkPipeline(db: Executor): Promise<Finding[]> {
  const [{ workerSeenSecondsAgo: seen }, backlog] = await Promise.all([
    selectSignsOfLife(db),
    selectBacklog(db),
  ]);
  const start = "Start one: npm run worker. Until then messages are stored, but not read.";
  const worker =
    seen === null
      ? fail("worker", "none has been heard of within a day", start)
      : seen > SILENT_SECONDS
        ? fail("worker", `the last one was heard of ${seen} s ago`, start)
        : ok("worker", `heard of ${seen} s ago`);
  const { waiting, oldestWaitingSeconds: oldest } = backlog;
  const amount = waiting >= COUNT_LIMIT ? `${COUNT_LIMIT} or more` : String(waiting);
  if (waiting === 0 || oldest < LATE_SECONDS)
    return [worker, ok("pipeline", `${amount} messages wait to be read`)];
  const message = `${amount} messages wait to be read, the oldest for ${Math.round(oldest)} s`;
  return [
    worker,
    warn("pipeline", message, "If it does not shrink, look at the worker's log or run one more worker."),
  ];
}

/** Whether our key opens every secret in use. */
export async function checkSecrets(db: Executor, key: Buffer): Promise<Finding> {
  const rows = await listSealedSecrets(db, MAX_SECRETS);
  const shut = rows.filter((row) => openSecret(key, row, row.sealed) === undefined);
  if (shut.length === 0) return ok("secret key", `opens all ${rows.length} secrets in use`);
  return fail(
    "secret key",
    `does not open ${shut.length} of ${rows.length} secrets in use`,
    "Put back the MILEPOST_SECRET_KEY they were sealed with; without it, rotate the secret of each connection.",
  );
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "@/db/client";
import { countStates, selectBacklog } from "@/db/queries/health/select-pipeline-state";
import { selectSignsOfLife } from "@/db/queries/health/select-signs-of-life";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { errorFields, log } from "@/lib/log";
import { spanCounts } from "@/lib/usecases/trace/tracing";

interface Metrics {
  readonly registry: Registry;
  readonly intakeTotal: Counter<"result">;
  readonly intakeSeconds: Histogram;
  readonly databaseUp: Gauge;
  readonly waiting: Gauge;
  readonly oldestWaitingSeconds: Gauge;
  readonly workerSeenSecondsAgo: Gauge;
  readonly messagesInState: Gauge<"state">;
  readonly spans: Gauge<"result">;
}

// Kept over the module reloads of `next dev`, and one for all routes of a process.
const shared = globalThis as typeof globalThis & { milepostMetrics?: Metrics };

function metrics(): Metrics {
  shared.milepostMetrics ??= createMetrics();
  return shared.milepostMetrics;
}

function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    registry,
    intakeTotal: new Counter({
      name: "milepost_intake_total",
      help: "Posts to the inbox of this process by what became of them",
      labelNames: ["result"],
      registers,
    }),
    intakeSeconds: new Histogram({
      name: "milepost_intake_seconds",
      help: "From the first byte of a post to its answer",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    databaseUp: gauge("milepost_database_up", "1 when the database answered this scrape"),
    waiting: gauge("milepost_pipeline_waiting_messages", "Stored messages the worker has not read yet"),
    oldestWaitingSeconds: gauge("milepost_pipeline_oldest_waiting_seconds", "Age of the oldest of those"),
    workerSeenSecondsAgo: gauge(
      "milepost_worker_seen_seconds",
      "Since any worker was last heard of; -1: none",
    ),
    messagesInState: new Gauge({
      name: "milepost_messages_waiting_for_person",
      help: "Messages by the state in which they wait for a person",
      labelNames: ["state"],
      registers,
    }),
    spans: new Gauge({
      name: "milepost_spans",
      help: "OpenTelemetry spans of this process since it began, exported or dropped",
      labelNames: ["result"],
      registers,
    }),
  };
}

/** Notes one post to the inbox. */
export function noteIntake(result: string, elapsedMs: number): void {
  metrics().intakeTotal.inc({ result });
  metrics().intakeSeconds.observe(elapsedMs / 1_000);
}

const WAITING_STATES = Object.entries(MESSAGE_STATES)
  .filter(([, { needsPerson }]) => needsPerson)
  .map(([state, { rank }]) => ({ state, rank }));

/** Everything in Prometheus' text format, the database's share read now. Without the database: this process's own share. */
export async function metricsText(
  db: Database,
): Promise<{ readonly text: string; readonly contentType: string }> {
  const all = metrics();
  for (const [result, count] of Object.entries(spanCounts())) all.spans.set({ result }, count);
  try {
    const [backlog, life, states] = await Promise.all([
      selectBacklog(db),
      selectSignsOfLife(db),
      countStates(db, WAITING_STATES),
    ]);
    all.waiting.set(backlog.waiting);
    all.oldestWaitingSeconds.set(backlog.oldestWaitingSeconds);
    all.workerSeenSecondsAgo.set(life.workerSeenSecondsAgo ?? -1);
    for (const { state, count } of states) all.messagesInState.set({ state }, count);
    all.databaseUp.set(1);
  } catch (error) {
    log("warn", "metrics without the database", errorFields(error));
    all.databaseUp.set(0);
  }
  return { text: await all.registry.metrics(), contentType: all.registry.contentType };
}

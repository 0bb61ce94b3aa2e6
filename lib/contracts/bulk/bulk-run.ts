import { z } from "zod";

/** A plan takes this many at most and says when more matched. */
export const MOST_IN_BULK = 10_000;

export const startBulkInput = z.object({ runId: z.uuid(), expectedVersion: z.int().min(1) });
export const stopBulkInput = z.object({ runId: z.uuid() });
export type StartBulkInput = z.input<typeof startBulkInput>;
export type StopBulkInput = z.input<typeof stopBulkInput>;

/** What the items of a run are. */
export type BulkSubjectKind = "exception" | "flow_run" | "approval" | "unbilled_order";

export interface BulkLeftOut {
  readonly reason: string;
  readonly count: number;
}

export type BulkRunState = "planned" | "running" | "stopping" | "stopped" | "done";

export interface BulkItemDto {
  readonly position: number;
  readonly subjectId: string;
  /** The way to it. */
  readonly href: string;
  readonly label: string;
  readonly state: "waiting" | "done" | "failed" | "skipped";
  /** Why it failed or was skipped. */
  readonly message: string | null;
  readonly settledAt: string | null;
  /** The flow run it led to. */
  readonly resultHref: string | null;
}

/** A run and how far it is; as a plan, what would happen. Moments are ISO 8601. */
export interface BulkRunDto {
  readonly id: string;
  readonly version: number;
  readonly subjectKind: BulkSubjectKind;
  readonly state: BulkRunState;
  readonly requestedBy: string;
  readonly plannedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** "Resolve 512 exceptions with the note …". */
  readonly willHappen: string;
  readonly itemCount: number;
  /** The money its items move, by currency. */
  readonly sums: readonly { readonly amountMinor: number; readonly currency: string }[];
  readonly doneCount: number;
  readonly failedCount: number;
  readonly skippedCount: number;
  readonly waitingCount: number;
  readonly leftOut: readonly BulkLeftOut[];
  /** The first twenty of a plan; of a run what failed or was skipped, at most a hundred. */
  readonly items: readonly BulkItemDto[];
  /** This person may start or stop it. */
  readonly isOwn: boolean;
}

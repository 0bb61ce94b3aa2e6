import type { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import type { FlowRunRow } from "@/db/queries/flows/claim-runs";
import type { flowApproval } from "@/db/schema/flow";
import type { SystemActor } from "@/lib/domain/access/actor";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { FlowDefinition } from "@/lib/domain/flow/definition";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";

/** What a step may look at. It writes only through `tx`, and nothing outside the database. */
export interface StepContext {
  readonly tx: Transaction;
  readonly run: FlowRunRow;
  /** Acts in the audit log as "flow <name>". */
  readonly actor: SystemActor;
  readonly now: () => Date;
  /** What this step asked for last and what became of it; null when it asked nothing since the run came to it. */
  readonly approval: typeof flowApproval.$inferSelect | null;
}

export type StepHandler = (step: StepContext) => Promise<StepOutcome>;

/** A definition with the code of its steps, by step name. Every step and every compensation of the definition has one. */
export interface FlowImplementation {
  readonly definition: FlowDefinition;
  /** What a run is started with; what a person edits must still be of this shape. */
  readonly payload: z.ZodType;
  readonly steps: Readonly<Record<string, StepHandler>>;
  readonly compensations?: Readonly<Record<string, StepHandler>>;
  /** Recorded `actual` milestones after which `start` looks at the shipment. */
  readonly startsOn: readonly Milestone[];
  /** Starts what is due of these shipments through `startRun`. Seen twice it starts nothing twice. */
  readonly start?: (
    tx: Transaction,
    companyId: number,
    shipmentIds: readonly string[],
    now: () => Date,
  ) => Promise<void>;
}

export interface FlowDeps {
  readonly db: Database;
  readonly now: () => Date;
  readonly flows: readonly FlowImplementation[];
  /** The clock leases go by: the database's own, unless a test moves it by hand. */
  readonly leaseNow?: () => Promise<Date>;
  readonly leaseMs?: number;
  /** 0 to 1, spreads the waits before another try. */
  readonly chance?: () => number;
  /** For tests: reached at each named step; one that never returns is a worker that died there. */
  readonly onStep?: (name: string, runId: string) => Promise<void>;
}

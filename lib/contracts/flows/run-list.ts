import type { Blocker } from "@/lib/domain/flow/blocker";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { RunState } from "@/lib/domain/flow/run-state";
import type { ApprovalAsk, FlowAmount } from "@/lib/domain/flow/step-outcome";
import type { Choice } from "../messages/message-list";
import type { BulkDecision } from "./bulk-input";
import type { ApprovalQuery, RunQuery } from "./run-query";

/** One run, for a list. Moments are ISO 8601. */
export interface RunRowDto {
  readonly id: string;
  readonly flow: FlowName;
  readonly state: RunState;
  readonly subject: string;
  readonly step: string;
  readonly stepTitle: string;
  readonly reason: string | null;
  readonly blocker: Blocker | null;
  readonly amount: FlowAmount | null;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly connectionName: string | null;
  readonly tries: number;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly nextAt: string | null;
}

export interface PausedFlow {
  readonly flow: FlowName;
  readonly pausedBy: string;
  readonly reason: string;
  readonly since: string;
  readonly waiting: number;
}

export interface RunList {
  readonly query: RunQuery;
  readonly rows: readonly RunRowDto[];
  readonly next: string | null;
  readonly counts: Readonly<Partial<Record<RunState, number>>>;
  readonly byFlow: Readonly<Partial<Record<FlowName, number>>>;
  /** What is open under the filter, by currency. */
  readonly sums: readonly FlowAmount[];
  readonly connections: readonly Choice[];
  readonly paused: readonly PausedFlow[];
  readonly mayPause: boolean;
  /** What this person may decide on everything the filters match. */
  readonly bulk: readonly BulkDecision["decision"][];
}

export interface ApprovalDto {
  readonly id: string;
  readonly runId: string;
  readonly flow: FlowName;
  readonly subject: string;
  readonly question: string;
  readonly amount: FlowAmount | null;
  readonly evidence: ApprovalAsk["evidence"];
  readonly fourEyes: boolean;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly escalatedAt: string | null;
  readonly expiresAt: string;
  /** Null: this person may decide. */
  readonly whyNot: string | null;
  /** In whose stead they would. */
  readonly onBehalfOf: string | null;
}

export interface ApprovalList {
  readonly query: ApprovalQuery;
  readonly rows: readonly ApprovalDto[];
  readonly next: string | null;
}

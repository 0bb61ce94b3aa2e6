import type { ClockState } from "@/lib/domain/clock/clock";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { CommandKind } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { RunState } from "@/lib/domain/flow/run-state";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { NoticeKind, NoticeState } from "@/lib/domain/notice/notice";
import type { Channel } from "@/lib/domain/notice/subscription";
import type { OutboundKind, OutboundState } from "@/lib/domain/outbound/outbound";

/** Instants inside are ISO 8601 as Postgres writes them in JSON. */
interface NodeData {
  readonly message: {
    readonly id: string;
    readonly connection: string;
    readonly dialect: string;
    readonly documents: string;
    readonly fileName: string | null;
    readonly sizeBytes: number;
    /** Null: stored and not read yet. */
    readonly state: MessageState | null;
    readonly reason: string | null;
    readonly attempts: number;
    readonly eventCount: number;
  };
  readonly decision: {
    readonly seq: number;
    readonly action: string;
    readonly actor: string;
    readonly subjectKind: string;
    readonly reason: string | null;
  };
  readonly event: {
    readonly id: string;
    readonly shipmentId: string;
    readonly number: string;
    readonly milestone: Milestone;
    readonly classifier: Classifier;
    readonly rawCode: string;
    readonly codeList: string;
    readonly occurredAt: string;
    readonly receivedAt: string;
    readonly messageId: string;
    /** Its place in the message. */
    readonly at: string;
    readonly matchReason: string;
    readonly mapping: string;
    readonly connection: string;
    readonly voids: boolean;
    /** How often its message was read; null where that is not known any more. */
    readonly attempts: number | null;
  };
  readonly verdict: {
    readonly id: string;
    readonly kind: ClockKind;
    readonly state: ClockState;
    readonly before: ClockState | null;
    readonly cause: "event" | "time" | "late_evidence" | "policy";
    readonly explanation: string;
    readonly eventId: string | null;
    readonly number: string;
  };
  readonly exception: {
    readonly id: string;
    readonly exceptionId: string;
    readonly action: string;
    readonly actor: string;
    readonly note: string | null;
    readonly kind: ExceptionKind;
    readonly label: string;
    readonly summary: string;
  };
  readonly run: {
    readonly id: string;
    readonly flow: FlowName;
    readonly label: string;
    readonly state: RunState;
    readonly step: string;
    readonly reason: string | null;
    readonly startedBy: string;
  };
  readonly run_decision: {
    readonly id: string;
    readonly runId: string;
    readonly flow: FlowName;
    readonly kind: string;
    readonly step: string;
    readonly actor: string;
    readonly reason: string | null;
  };
  readonly run_attempt: {
    readonly runId: string;
    readonly flow: FlowName;
    readonly number: number;
    readonly step: string;
    readonly outcome: string;
    readonly note: string;
    readonly commandId: string | null;
  };
  readonly command: {
    readonly id: string;
    readonly kind: CommandKind;
    readonly state: CommandState;
    readonly tries: number;
    readonly requestedBy: string;
    readonly document: string;
    readonly result: string | null;
    readonly error: string | null;
    readonly connection: string;
    readonly waitsUntil: string | null;
  };
  readonly attempt: {
    readonly commandId: string;
    readonly kind: "send" | "look_up" | "recheck";
    readonly commandKind: CommandKind;
    readonly number: number;
    readonly outcome: string;
    readonly error: string | null;
    readonly endedAt: string;
    readonly requestedAt: string;
    /** The end of the try before, and why that failed. */
    readonly before: string | null;
    readonly errorBefore: string | null;
    readonly connection: string;
  };
  readonly document: {
    readonly connectionId: string;
    readonly model: string;
    readonly odooId: number;
    readonly name: string | null;
    readonly state: string | null;
    readonly deleted: boolean;
    readonly writeDate: string | null;
    readonly readAt: string;
    readonly connection: string;
    readonly baseUrl: string;
    readonly serverVersion: string | null;
  };
  readonly outbound: {
    readonly id: string;
    readonly kind: OutboundKind;
    readonly title: string | null;
    readonly state: OutboundState;
    readonly verdict: string | null;
    readonly inReplyTo: string | null;
    readonly connection: string | null;
    readonly address: string | null;
    readonly error: string | null;
    readonly fetchedAt: string | null;
  };
  readonly outbound_try: {
    readonly id: string;
    readonly kind: OutboundKind;
    readonly number: number;
    readonly what: string;
    readonly outcome: string;
    readonly error: string | null;
    readonly connection: string | null;
  };
  readonly notice: NoticeData;
  readonly notice_sent: NoticeData;
}

interface NoticeData {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly title: string;
  readonly state: NoticeState;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
}

/** One node as it is stored; `at` has microseconds, `key` tells it from all others and orders those of one instant. */
export type TraceRow = {
  [K in keyof NodeData]: {
    readonly at: string;
    readonly key: string;
    readonly kind: K;
    readonly data: NodeData[K];
  };
}[keyof NodeData];

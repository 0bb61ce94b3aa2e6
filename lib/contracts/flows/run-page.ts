import type { CommandKind } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { StepDefinition } from "@/lib/domain/flow/definition";
import type { DecisionKind } from "@/lib/domain/flow/run-state";
import type { FlowData } from "@/lib/domain/flow/step-outcome";
import type { ApprovalDto, RunRowDto } from "./run-list";

export interface RunStepDto extends StepDefinition {
  readonly place: "over" | "here" | "ahead";
}

export interface RunAttemptDto {
  readonly number: number;
  readonly stepTitle: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: string;
  readonly note: string;
  readonly failureClass: string | null;
  readonly commandId: string | null;
}

export interface RunDecisionDto {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  readonly at: string;
  readonly before: FlowData | null;
  readonly after: FlowData | null;
}

export interface RunCommandDto {
  readonly id: string;
  readonly kind: CommandKind;
  readonly state: CommandState;
}

/** One run whole. */
export interface RunPage extends RunRowDto {
  readonly version: number;
  readonly flowVersion: number;
  readonly startedByRule: boolean;
  readonly shipmentNumber: string | null;
  readonly steps: readonly RunStepDto[];
  /** What is left to be undone, in words. */
  readonly undoing: readonly string[];
  readonly attempts: readonly RunAttemptDto[];
  readonly attemptsBefore: number;
  readonly decisions: readonly RunDecisionDto[];
  readonly commands: readonly RunCommandDto[];
  readonly approval: ApprovalDto | null;
  readonly payload: FlowData;
  /** What this person may press now. */
  readonly may: readonly DecisionKind[];
  readonly mayLetThrough: boolean;
}

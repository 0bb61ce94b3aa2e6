import { z } from "zod";
import { FLOW_NAMES, type FlowName } from "@/lib/domain/flow/definition";
import type { FlowData } from "@/lib/domain/flow/step-outcome";

/** A flow's settings whole: what is left out is what the flow brings itself. They are read by the flow's own shape in `flow-settings.ts`. */
export const changeFlowSettingsInput = z.strictObject({
  flow: z.enum(FLOW_NAMES),
  /** The version the person saw; 0 while the company has none of its own. */
  expectedVersion: z.int().min(0),
  settings: z.record(z.string().max(40), z.unknown()),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
export type ChangeFlowSettingsInput = z.input<typeof changeFlowSettingsInput>;

/** One flow with what is set on it. Moments are ISO 8601. */
export interface FlowSettingsLine {
  readonly flow: FlowName;
  readonly startedBy: string;
  /** 0: as delivered. */
  readonly version: number;
  readonly settings: FlowData;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly reason: string | null;
}

export interface FlowSettingsPage {
  readonly lines: readonly FlowSettingsLine[];
  readonly mayEdit: boolean;
}

import { z } from "zod";
import type { ExceptionKind, Severity } from "@/lib/domain/exception/exception";

/** What a policy would weigh; only looked at. */
export const previewSeverityInput = z.object({
  /** Minor units of the company's currency. */
  moneyStepMinor: z.int().min(0).max(1_000_000_000_000),
  topCustomers: z.array(z.string().trim().min(1).max(200)).max(500),
  overdueStepHours: z.number().positive("A number of hours above zero.").max(720),
});
export type PreviewSeverityInput = z.input<typeof previewSeverityInput>;

/** How much money, customer and time weigh; a new version each time, version 0 is built in. */
export const changeSeverityInput = previewSeverityInput.extend({
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  expectedVersion: z.int().min(0),
});
export type ChangeSeverityInput = z.input<typeof changeSeverityInput>;

export interface SeverityPolicyDto {
  readonly version: number;
  readonly moneyStepMinor: number;
  readonly topCustomers: readonly string[];
  readonly overdueStepHours: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly reason: string | null;
}

export interface SeverityPage {
  /** Newest first; the built-in one last. */
  readonly versions: readonly SeverityPolicyDto[];
  readonly mayEdit: boolean;
}

/** An exception that would be graver, or less grave. */
export interface ReweighedException {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly label: string;
  readonly today: Severity;
  readonly proposed: Severity;
}

/** What a policy would make of everything that is open now. */
export interface SeverityPreview {
  readonly open: number;
  /** More is open than was weighed. */
  readonly isSample: boolean;
  readonly graver: number;
  readonly lessGrave: number;
  readonly bySeverity: Readonly<Record<Severity, { readonly today: number; readonly proposed: number }>>;
  /** The first of those that change. */
  readonly changed: readonly ReweighedException[];
  /** Names of the policy that nothing open goes by: mistyped, perhaps. */
  readonly unmetCustomers: readonly string[];
}

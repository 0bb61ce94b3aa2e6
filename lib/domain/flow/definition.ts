import type { Permission } from "../access/permission";

export const FLOW_NAMES = [
  "bill_on_delivery",
  "accrue_freight",
  "settle_carrier_invoice",
  "return_to_refund",
  "status_to_odoo",
  "tell_customer",
] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

/** Before anything is undone: what is on its way to Odoo can't be called back, so its effect is waited for and then undone like the others. */
export const FINISH_FIRST = { name: "finish", does: "Waits until what is on its way to Odoo has arrived." };

export interface StepDefinition {
  readonly name: string;
  readonly title: string;
  /** What it does or asks, in words for whoever looks at a run: "Makes a draft invoice of the order in Odoo." */
  readonly does: string;
  readonly kind: "check" | "evidence" | "approval" | "command" | "message";
  /** A person may pass over it with a reason. Never an approval. */
  readonly skippable: boolean;
  /** The step that undoes its effect when the run is cancelled after it; said on the cancel button. */
  readonly compensation?: { readonly name: string; readonly does: string };
}

/** A business procedure that ends in an effect. Its code is versioned: a run keeps the version it began with, or is moved by a named migration. */
export interface FlowDefinition {
  readonly name: FlowName;
  readonly version: number;
  readonly title: string;
  /** What starts it, in words. */
  readonly startedBy: string;
  readonly steps: readonly StepDefinition[];
  /** Who may approve what it asks. */
  readonly approver: Permission;
  /** Moves open runs of the version before to this one: old step name to new one; a step not named stays. */
  readonly migration?: { readonly name: string; readonly steps: Readonly<Record<string, string>> };
}

/** The step of that name, or undefined where the definition has none. */
export function stepOf(definition: FlowDefinition, name: string): StepDefinition | undefined {
  return definition.steps.find((step) => step.name === name);
}

/** The step after `name`; undefined after the last. @throws {RangeError} for a step the definition does not have. */
export function stepAfter(definition: FlowDefinition, name: string): StepDefinition | undefined {
  const index = definition.steps.findIndex((step) => step.name === name);
  if (index < 0) throw new RangeError(`${definition.name} v${definition.version} has no step ${name}`);
  return definition.steps[index + 1];
}

/** Where a run of an older version goes on under `definition`: its step by the migration's table, or the same one. */
export function migratedStep(definition: FlowDefinition, step: string): string {
  return definition.migration?.steps[step] ?? step;
}

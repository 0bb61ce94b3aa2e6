import type { RunListRow } from "@/db/queries/flows/select-runs";
import type { RunRowDto } from "@/lib/contracts/flows/run-list";
import type { FlowDefinition } from "@/lib/domain/flow/definition";
import type { FlowAmount } from "@/lib/domain/flow/step-outcome";
import { FLOWS, flowOfRun } from "@/lib/usecases/flows/registry";

export const isoOf = (at: string): string => new Date(at).toISOString();

/** The code of a run's flow; null for one this process does not know, which a newer one wrote. */
export function definitionOf(row: Pick<RunListRow, "flow" | "flowVersion">): FlowDefinition | null {
  return FLOWS.some(({ definition }) => definition.name === row.flow) ? flowOfRun(row).definition : null;
}

export function amountOf(row: {
  readonly amountMinor: string | null;
  readonly currency: string | null;
}): FlowAmount | null {
  const { amountMinor, currency } = row;
  return amountMinor === null || currency === null ? null : { amountMinor: Number(amountMinor), currency };
}

export function stepTitle(definition: FlowDefinition | null, name: string): string {
  const known = definition?.steps.find((step) => step.name === name)?.title;
  return known ?? name.replaceAll("_", " ");
}

export function toRunRow(row: RunListRow): RunRowDto {
  return {
    ...{ id: row.id, flow: row.flow, state: row.state, subject: row.subjectLabel, step: row.step },
    stepTitle: stepTitle(definitionOf(row), row.step),
    ...{
      reason: row.reason,
      blocker: row.blocker,
      customer: row.customer,
      carrier: row.carrier,
      tries: row.tries,
    },
    ...{ connectionName: row.connectionName, startedBy: row.startedBy },
    amount: amountOf(row),
    startedAt: isoOf(row.startedAt),
    changedAt: isoOf(row.changedAt),
    nextAt: row.nextAt === null ? null : isoOf(row.nextAt),
  };
}

import { type OpenRow, selectActive } from "@/db/queries/exceptions/select-active";
import {
  type PreviewSeverityInput,
  previewSeverityInput,
  type ReweighedException,
  type SeverityPreview,
} from "@/lib/contracts/exceptions/severity-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { SEVERITIES, type Severity } from "@/lib/domain/exception/exception";
import type { SeverityPolicy } from "@/lib/domain/exception/severity";
import { weigh } from "@/lib/domain/exception/watch-shipment";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** A second or so of weighing. */
const MOST = 50_000;
const MOST_LISTED = 20;

/** What a policy would make of everything open, acknowledged or snoozed now. Nothing is written. */
export async function previewSeverityPolicy(
  ctx: Context,
  given: PreviewSeverityInput,
): Promise<SeverityPreview> {
  requirePermission(ctx.actor, "severity.edit");
  const policy = readInput(previewSeverityInput, given);
  const rows = await selectActive(ctx.reads ?? ctx.db, ctx.actor.companyId, MOST + 1);
  const looked = rows.slice(0, MOST);
  const weighed = looked.map((row) => reweighed(row, policy, ctx.now().getTime()));
  const changed = weighed.filter(({ today, proposed }) => today !== proposed);
  const graver = changed.filter(({ today, proposed }) => rankOf(proposed) < rankOf(today)).length;
  const met = new Set(looked.map(({ customer }) => customer));
  return {
    open: looked.length,
    isSample: rows.length > MOST,
    graver,
    lessGrave: changed.length - graver,
    bySeverity: countsOf(weighed),
    changed: changed.slice(0, MOST_LISTED),
    unmetCustomers: policy.topCustomers.filter((name) => !met.has(name)),
  };
}

const rankOf = (severity: Severity) => SEVERITIES.indexOf(severity);

function reweighed(row: OpenRow, policy: SeverityPolicy, now: number): ReweighedException {
  const { id, kind, subjectLabel: label, severity: today } = row;
  const [weighed] = weigh([{ kind, dueAt: row.dueAt?.getTime() ?? null }], row, policy, now);
  return { id, kind, label, today, proposed: weighed?.severity ?? today };
}

function countsOf(weighed: readonly ReweighedException[]): SeverityPreview["bySeverity"] {
  const of = (severity: Severity) => ({
    today: weighed.filter(({ today }) => today === severity).length,
    proposed: weighed.filter(({ proposed }) => proposed === severity).length,
  });
  return { critical: of("critical"), high: of("high"), medium: of("medium"), low: of("low") };
}

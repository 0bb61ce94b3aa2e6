import { listConnectionNames } from "@/db/queries/messages/list-connections";
import type { PolicyRow } from "@/db/queries/watch/policies";
import type { CalendarLine, PolicyLine, PolicyPage, PolicyVersion } from "@/lib/contracts/clocks/policy-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { CLOCK_KINDS, type ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { whyOf } from "@/lib/domain/clock/select-policy";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import { type PolicyBook, policyIds, readPolicies } from "@/lib/usecases/clocks/read-policies";
import { policiesUsing } from "@/lib/usecases/clocks/save-calendar";
import type { Context } from "@/lib/usecases/context";
import { clockChoices } from "./clock-choices";

const MODES: readonly NonNullable<ShipmentView["mode"]>[] = [
  "truckload",
  "ltl",
  "parcel",
  "intermodal",
  "ocean",
  "air",
  "rail",
];

/** Every policy and calendar of the company, each with how it came to be so. */
export async function policyPage(ctx: Context): Promise<PolicyPage> {
  requirePermission(ctx.actor, "policy.read");
  const { companyId } = ctx.actor;
  const [book, facets, connections] = await Promise.all([
    readPolicies(ctx.db, companyId),
    clockChoices(ctx, []),
    listConnectionNames(ctx.db, companyId),
  ]);
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  const now = ctx.now();
  return {
    policies: policyIds(book)
      .map((id) => policyLine(book, id, names, now))
      .sort((a, b) => CLOCK_KINDS.indexOf(a.kind) - CLOCK_KINDS.indexOf(b.kind)),
    calendars: book.calendars.map(
      (one): CalendarLine => ({
        calendar: one.calendar,
        version: one.version,
        changedBy: one.changedBy,
        changedAt: one.changedAt?.toISOString() ?? null,
        usedBy: policiesUsing(book, one.calendar.name, ctx.now()).map(({ id, name }) => ({ id, name })),
      }),
    ),
    choices: {
      customers: facets.customers,
      carriers: facets.carriers,
      modes: MODES,
      connections: connections.map(({ id, name }) => ({ value: id, label: name })),
    },
    mayEdit: can(ctx.actor, "policy.edit"),
    zone: book.zone,
  };
}

function policyLine(
  { seeds, written }: PolicyBook,
  id: string,
  connections: ReadonlyMap<string, string>,
  now: Date,
): PolicyLine {
  const seed = seeds.find((one) => one.id === id);
  const rows = written.filter((row) => row.id === id).sort((a, b) => b.version - a.version);
  const first = rows[0] ?? seed;
  if (!first) throw new Error(`policy ${id} has no version`);
  const versions = [...rows.map(writtenVersion), ...(seed ? [seedVersion(seed)] : [])];
  const inForce = versions.find(({ effectiveAt }) => effectiveAt === null || new Date(effectiveAt) <= now);
  const { scope, kind } = first;
  return {
    id,
    kind,
    scope,
    scopeText: scopeText(scope, connections),
    isSeed: seed !== undefined,
    current: inForce ?? null,
    newest: versions[0] ?? writtenVersion(first as PolicyRow),
    versions,
  };
}

/** A scope in words, its connection by name. */
function scopeText(scope: ClockPolicy["scope"], connections: ReadonlyMap<string, string>): string {
  const words = whyOf(scope);
  if (scope.connectionId === undefined) return words === "the general one" ? "everyone" : words;
  return words.replace(
    "this connection",
    `connection ${connections.get(scope.connectionId) ?? "no longer there"}`,
  );
}

type Terms = Omit<PolicyVersion, "effectiveAt" | "createdBy" | "createdAt" | "reason">;

function termsOf(policy: Terms): Terms {
  const { version, name, budgetMinutes, earlyMinutes, atRiskMinutes, calendar, pauses, enabled } = policy;
  return { version, name, budgetMinutes, earlyMinutes, atRiskMinutes, calendar, pauses, enabled };
}

const seedVersion = (policy: ClockPolicy): PolicyVersion => ({
  ...termsOf(policy),
  ...{ effectiveAt: null, createdBy: null, createdAt: null, reason: null },
});

const writtenVersion = (row: PolicyRow): PolicyVersion => ({
  ...termsOf(row),
  effectiveAt: row.effectiveAt.toISOString(),
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  reason: row.reason,
});

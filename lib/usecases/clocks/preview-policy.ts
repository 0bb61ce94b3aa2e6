import type { z } from "zod";
import { selectPreviewSample } from "@/db/queries/clocks/select-preview-sample";
import { readTimelines } from "@/db/queries/pipeline/shipments";
import { type PreviewPolicyInput, previewPolicyInput } from "@/lib/contracts/clocks/policy-input";
import type { ChangedPromise, PolicyPreview } from "@/lib/contracts/clocks/policy-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { explainVerdict } from "@/lib/domain/clock/explain";
import { asIfAlways, type PreviewedPromise, previewPromises } from "@/lib/domain/clock/preview";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import { foldShipment } from "@/lib/domain/shipment/fold";
import { DAY_MS } from "@/lib/domain/time/instant";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { termsOf } from "./policy-version";
import { newestOf, type PolicyBook, policyOf, readPolicies } from "./read-policies";

const DAYS = 30;
/** A second or so of judging. */
const MOST_SHIPMENTS = 600;
const CHUNK = 100;
const MOST_CHANGED = 50;
const NEW_ID = "ffffffff-ffff-8fff-8fff-ffffffffffff";

/**
 * What a policy would have done: the shipments of the last 30 days judged anew from their events, under the policies of today and under
 * these with the draft among them, as if they had always been in force. Nothing is written.
 */
export async function previewPolicy(ctx: Context, given: PreviewPolicyInput): Promise<PolicyPreview> {
  requirePermission(ctx.actor, "policy.edit");
  const input = readInput(previewPolicyInput, given);
  const { companyId } = ctx.actor;
  const db = ctx.reads ?? ctx.db;
  const book = await readPolicies(db, companyId);
  const draft = draftOf(book, input);
  const nothing = { days: DAYS, promises: 0, wouldBreach: 0, todayBreach: 0, shipments: 0, isSample: false };
  if (draft.kind === "acknowledgement")
    return {
      ...nothing,
      ...{ changed: [], changedCount: 0 },
      note: "Acknowledgements are promises on messages, not on shipments: what this would have done can't be shown beforehand.",
    };
  const now = ctx.now().getTime();
  const all = [...book.seeds, ...book.written.map(policyOf)];
  const sample = await selectPreviewSample(
    db,
    companyId,
    {
      kind: draft.kind,
      policyIds: [...new Set(all.filter(({ kind }) => kind === draft.kind).map(({ id }) => id))],
      ...(draft.scope.customer ? { customer: draft.scope.customer } : {}),
      ...(draft.scope.carrier ? { carrier: draft.scope.carrier } : {}),
      since: new Date(now - DAYS * DAY_MS),
      until: new Date(now),
    },
    MOST_SHIPMENTS + 1,
  );
  const shipments = sample.slice(0, MOST_SHIPMENTS);
  const judged = await judgeAll(db, companyId, shipments, asIfAlways(all, now), draft, now);
  return {
    ...told(judged, { zone: book.zone, now }),
    shipments: shipments.length,
    isSample: sample.length > MOST_SHIPMENTS,
  };
}

interface Judged {
  readonly shipmentId: string;
  readonly number: string;
  readonly promise: PreviewedPromise;
}

async function judgeAll(
  db: Context["db"],
  companyId: number,
  shipments: readonly { readonly shipmentId: string; readonly number: string }[],
  today: readonly ClockPolicy[],
  draft: ClockPolicy,
  now: number,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let at = 0; at < shipments.length; at += CHUNK) {
    const chunk = shipments.slice(at, at + CHUNK);
    const timelines = await readTimelines(
      db,
      companyId,
      chunk.map(({ shipmentId }) => shipmentId),
    );
    for (const { shipmentId, number } of chunk) {
      const events = timelines.get(shipmentId) ?? [];
      const told = { view: foldShipment(events), events: effectiveEvents(events).counting };
      const promises = previewPromises(told, today, draft, now);
      judged.push(...promises.map((promise) => ({ shipmentId, number, promise })));
    }
  }
  // What is no longer owed, or stands still, is neither kept nor broken under any policy.
  return judged.filter(({ promise }) =>
    [promise.today, promise.proposed].some((clock) => clock !== null && clock.verdict.state !== "cancelled"),
  );
}

const isBroken = (clock: PreviewedPromise["today"]) => clock?.verdict.state === "breached";

function told(judged: readonly Judged[], at: { readonly zone: string; readonly now: number }) {
  const changed = judged.filter(({ promise }) => isBroken(promise.today) !== isBroken(promise.proposed));
  return {
    days: DAYS,
    promises: judged.length,
    wouldBreach: judged.filter(({ promise }) => isBroken(promise.proposed)).length,
    todayBreach: judged.filter(({ promise }) => isBroken(promise.today)).length,
    changedCount: changed.length,
    changed: changed.slice(0, MOST_CHANGED).map(({ shipmentId, number, promise }): ChangedPromise => {
      const clock = promise.proposed ?? promise.today;
      return {
        ...{ shipmentId, number, stop: promise.stop },
        today: promise.today?.verdict.state ?? null,
        proposed: promise.proposed?.verdict.state ?? null,
        explanation: clock ? explainVerdict(clock.evidence, clock.policy, clock.verdict, at) : "",
      };
    }),
    note: null,
  };
}

function draftOf(book: PolicyBook, input: z.output<typeof previewPolicyInput>): ClockPolicy {
  const { policyId, kind, scope, enabled, ...terms } = input;
  if (policyId === null)
    return { id: NEW_ID, version: 1, kind, scope, enabled, effectiveAt: 0, ...termsOf(book, kind, terms) };
  const current = newestOf(book, policyId);
  if (!current) throw new ConflictError("This policy is gone. Reload the page.");
  // A version keeps kind and scope of its policy.
  return { ...current, version: current.version + 1, enabled, ...termsOf(book, current.kind, terms) };
}

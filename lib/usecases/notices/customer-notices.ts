import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import {
  type ContactRow,
  selectContacts,
  selectTemplates,
  selectToldEvents,
  type TemplateRow,
  type ToldEvent,
} from "@/db/queries/notices/customer-notices";
import {
  FIRST_ID,
  lockCursor,
  moveCursor,
  type Place,
  selectCompanyIds,
} from "@/db/queries/notices/read-changes";
import { selectEstimates } from "@/db/queries/notices/select-estimates";
import { insertNotices, type NewNotice } from "@/db/queries/notices/write-notices";
import { inTransaction } from "@/db/transaction";
import type { Milestone } from "@/lib/domain/event/milestone";
import { driftedStop } from "@/lib/domain/notice/eta-drift";
import { chooseTemplate, isTimely, TOLD_MILESTONES } from "@/lib/domain/notice/template";
import { DAY_MS } from "@/lib/domain/time/instant";
import { startTelling } from "@/lib/usecases/flows/tell-customer/start-telling";
import { follow, type NoticeDeps } from "./gather-notices";
import { fillNotice, noticeValues } from "./notice-values";

/** A milestone, or the estimate that makes a delay. */
type Told = ToldEvent & { readonly estimateId?: string };

/** Shorter than any notice is kept. */
const RETOLD_AFTER_MS = 14 * DAY_MS;

/** Time for whoever said it to take it back. */
const SECOND_THOUGHTS_MS = 60_000;

/** Puts what customers are to be told into the outbox: once per shipment, milestone and address, whatever is said again later. */
export async function gatherCustomerNotices(deps: NoticeDeps): Promise<boolean> {
  let more = false;
  for (const companyId of await selectCompanyIds(deps.db)) {
    const again = await inTransaction(deps.db, (tx) => gatherOf(tx, companyId, deps.now()));
    more ||= again;
  }
  return more;
}

async function gatherOf(tx: Transaction, companyId: number, now: Date): Promise<boolean> {
  const cursor = await lockCursor(tx, companyId, "events", now);
  if (!cursor) return false;
  const templates = await selectTemplates(tx, companyId);
  const isOn = (milestone: Milestone) =>
    templates.some((template) => template.enabled && template.milestone === milestone);
  if (!TOLD_MILESTONES.some(isOn)) {
    // Switched on later, it tells of what happens from then on.
    await moveCursor(tx, companyId, "events", { at: now.toISOString(), id: FIRST_ID, sweptAt: now });
    return false;
  }
  return follow(tx, companyId, "events", cursor, now, async (after, range) => {
    const { events, last, looked } = await selectToldEvents(tx, companyId, after, {
      ...range,
      milestones: TOLD_MILESTONES,
    });
    const drifts = last && isOn("delayed") ? await driftsOf(tx, companyId, after, last) : [];
    const told: readonly Told[] = [...events, ...drifts];
    const customers = [...new Set(told.flatMap(({ customer }) => customer ?? []))];
    const contacts = customers.length === 0 ? [] : await selectContacts(tx, companyId, customers);
    const byCustomer = new Map(
      contacts.filter(({ enabled }) => enabled).map((contact) => [contact.customer, contact]),
    );
    const written = told.map((event) => ({ event, notices: noticesOf(event, byCustomer, templates, now) }));
    const made = await insertNotices(
      tx,
      companyId,
      written.flatMap(({ notices }) => notices),
    );
    const isNew = new Set(made);
    const news = written.filter(({ notices }) => notices.some(({ id }) => isNew.has(id)));
    await startTelling(
      tx,
      companyId,
      news.map(({ event }) => event),
      () => now,
    );
    return { last, looked };
  });
}

/** Estimates by which a delivery is late: told as a delay, as if somebody had said so when the estimate came. */
async function driftsOf(tx: Transaction, companyId: number, after: Place, last: Place): Promise<Told[]> {
  const estimates = await selectEstimates(tx, companyId, after, last);
  return estimates.flatMap(({ firstAt, ...estimate }) => {
    const said = { estimatedAt: Date.parse(estimate.occurredAt), firstAt: Date.parse(firstAt) };
    const stop = driftedStop(estimate.view.stops, said);
    if (!stop) return [];
    const { timeZone, place, sequence } = stop;
    const view = { ...estimate.view, nextStopSequence: sequence };
    const word = { milestone: "delayed" as const, occurredAt: estimate.receivedAt, timeZone, place };
    return [{ ...estimate, ...word, view, etaAt: estimate.occurredAt, estimateId: estimate.id }];
  });
}

function noticesOf(
  event: Told,
  contacts: ReadonlyMap<string, ContactRow>,
  templates: readonly TemplateRow[],
  now: Date,
): NewNotice[] {
  const contact = event.customer === null ? undefined : contacts.get(event.customer);
  if (!contact) return [];
  const { milestone, status, shipmentId, estimateId } = event;
  const occurredAt = new Date(event.occurredAt).getTime();
  if (!isTimely(milestone, { occurredAt, receivedAt: new Date(event.receivedAt).getTime(), status }))
    return [];
  const template = chooseTemplate(templates, {
    customer: contact.customer,
    language: contact.language,
    milestone,
  });
  // What is looked at once more may be from before somebody turned this on.
  const recordedAt = new Date(event.at);
  // Read again long after it came: whoever was to hear of it has, though what says so may be removed by now.
  if (recordedAt.getTime() - Date.parse(event.receivedAt) > RETOLD_AFTER_MS) return [];
  const since = [template?.enabledSince, contact.enabledSince];
  if (!template || since.some((at) => !at || at > recordedAt)) return [];
  const { place, timeZone } = event;
  const text = fillNotice(template, noticeValues(event, { milestone, occurredAt, place, timeZone }));
  return contact.addresses.map((address) => ({
    ...{
      id: uuidv7({ msecs: now.getTime() }),
      noticeKey: `customer ${shipmentId} ${milestone} ${address.toLowerCase()}`,
    },
    ...{
      subscriptionId: null,
      userId: null,
      channel: "email",
      address,
      receiver: `customer:${contact.customer}`,
    },
    ...{
      kind: "customer",
      // An estimate that makes a delay is named: only it can be taken back.
      causeKey: `${milestone} v${template.version}${estimateId ? ` by ${estimateId}` : ""}`,
      joinUntil: null,
      href: null,
      content: null,
      shipmentId,
    },
    ...text,
    nextTryAt: new Date(now.getTime() + SECOND_THOUGHTS_MS),
    createdAt: now,
  }));
}

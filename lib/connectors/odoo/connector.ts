import type { EventDraft, StatedTime } from "@/lib/domain/event/draft";
import type { Connector, ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";
import { factEventId } from "@/lib/domain/odoo/delivery-statements";
import { type OdooBundle, odooBundle } from "./bundle";
import { deliveryClaims } from "./delivery-claims";
import { type DeliveryStory, deliveryStory } from "./delivery-story";
import { statedUtc } from "./record-values";
import { furtherReferences, ownReferences } from "./references";

/**
 * Deliveries and receipts of Odoo, as Milepost composes them from its mirror: one message, one delivery, one shipment.
 * What to say was decided when the bundle was composed (`say`, `takeBack`); how to say it is decided here.
 * Times are Odoo's: datetimes in UTC, dates of the local calendar. Source: what was proven against Odoo 19; fields are those of 16 to 19.
 */
export const odooConnector: Connector = {
  dialect: "odoo",
  mapVersion: "odoo/1",
  recognises(head) {
    return /^\uFEFF?\s*\{\s*"kind"\s*:\s*"odoo-delivery"/.test(head);
  },
  parse(bytes) {
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return refused("The text is not valid JSON.");
    }
    const bundle = odooBundle.safeParse(json);
    if (bundle.success) return message(bundle.data);
    const [issue] = bundle.error.issues;
    return refused(issue ? `${issue.path.join(".")}: ${issue.message}.` : "Not a delivery of Odoo.");
  },
};

const NOTHING = { documents: [], references: [], events: [], invoices: [], groups: [], problems: [] };

function message(bundle: OdooBundle): ParsedMessage {
  const story = deliveryStory(bundle);
  if (!story) return refused("The delivery itself is missing, or it is a return or a move within the house.");
  const references = ownReferences(story);
  const events = [...stated(bundle, story), ...takenBack(bundle)];
  return {
    ...NOTHING,
    format: "json",
    outcome: events.length > 0 ? "events" : "facts",
    documents: [
      {
        type: story.direction === "outgoing" ? "delivery" : "receipt",
        number: story.picking.name,
        references,
        aboutOne: true,
        ...(isSole(story) ? { soleDelivery: true as const } : {}),
      },
    ],
    references: [...references, ...furtherReferences(story)],
    events,
    problems: bundle.cut.map(cutShort),
  };
}

function stated(bundle: OdooBundle, story: DeliveryStory): EventDraft[] {
  return deliveryClaims(story).flatMap(({ id, draft }) => {
    const statement = bundle.say[id];
    if (!draft || !statement) return [];
    return {
      ...draft,
      sent: moment(statement.said),
      partnerEventId: factEventId(id, statement.times),
      document: 0,
    };
  });
}

function takenBack(bundle: OdooBundle): EventDraft[] {
  return Object.entries(bundle.takeBack).map(([eventId, { said }]) => ({
    milestone: "event_voided",
    classifier: "actual",
    occurred: moment(said),
    sent: moment(said),
    references: [],
    place: null,
    rawCode: "no longer true",
    codeList: "odoo-delivery",
    reason: null,
    partnerEventId: `${eventId}:taken back`,
    voidsPartnerEventId: eventId,
    note: "Odoo says so no longer",
    document: 0,
    at: `$.takeBack["${eventId}"]`,
  }));
}

/** An order with one delivery that counts, and this is it: no backorder before or after it. A cancelled one counts where it is the only one there ever was. */
function isSole({ siblings, picking, direction, content }: DeliveryStory): boolean {
  const others = siblings.filter(({ id }) => id !== picking.id);
  return (
    direction === "outgoing" &&
    !content.cut.includes("stock.picking") &&
    others.length < siblings.length &&
    (picking.state === "cancel" ? others.length === 0 : others.every(({ state }) => state === "cancel"))
  );
}

const moment = (iso: string): StatedTime | null => statedUtc(iso);

function cutShort(model: string): Problem {
  return {
    code: "cut_short",
    severity: "warning",
    at: "$.records",
    message: `There are more records of ${model} behind this delivery than are kept in one message; the newest are. Nothing stated before was taken back.`,
  };
}

function refused(why: string): ParsedMessage {
  const problem: Problem = {
    code: "invalid_structure",
    severity: "error",
    at: "$",
    message: `${why} The bytes are kept; the next change in Odoo composes the delivery anew.`,
  };
  return { ...NOTHING, format: "json", outcome: "quarantine", problems: [problem] };
}

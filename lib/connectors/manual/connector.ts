import { type ManualEventBody, manualEventBody } from "@/lib/contracts/shipments/manual-event";
import type { EventDraft, StatedTime } from "@/lib/domain/event/draft";
import type { Connector, ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";

/**
 * Events a person entered by hand, as Milepost itself writes them into the inbox. One message, one event.
 * Only the company's "person" connection has this dialect, and nothing from outside can reach that connection:
 * `enteredBy` is who was signed in.
 */
export const manualConnector: Connector = {
  dialect: "manual",
  mapVersion: "manual/1",
  recognises(head) {
    return /^\uFEFF?\s*\{\s*"kind"\s*:\s*"manual-event"/.test(head);
  },
  parse(bytes) {
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return refused("The text is not valid JSON.");
    }
    const body = manualEventBody.safeParse(json);
    if (body.success) return message(body.data);
    const [issue] = body.error.issues;
    return refused(issue ? `${issue.path.join(".")}: ${issue.message}` : "Not a hand-made event.");
  },
};

const NOTHING = { documents: [], references: [], events: [], invoices: [], groups: [], problems: [] };

function message(body: ManualEventBody): ParsedMessage {
  const references: readonly Reference[] = [{ type: "shipment", value: body.shipment }];
  return {
    ...NOTHING,
    format: "json",
    outcome: "events",
    documents: [{ type: "manual-event", number: body.requestId, references }],
    references,
    events: [draft(body, references)],
  };
}

function draft(body: ManualEventBody, references: readonly Reference[]): EventDraft {
  const entered = statedTime(body.enteredAt);
  const shared = {
    sent: entered,
    references,
    codeList: "manual",
    reason: null,
    partnerEventId: body.requestId,
    actorName: body.enteredBy,
    note: body.reason,
    document: 0,
    at: "$.event",
  };
  const { event } = body;
  if (event.action === "void") {
    return {
      ...shared,
      milestone: "event_voided",
      classifier: "actual",
      occurred: entered,
      place: null,
      rawCode: "void",
      voidsIdentity: event.identity,
    };
  }
  return {
    ...shared,
    milestone: event.milestone,
    classifier: event.classifier,
    occurred: statedTime(event.occurredAt),
    place: event.place,
    rawCode: event.milestone,
    ...(event.stopSequence === null ? {} : { stopSequence: event.stopSequence }),
  };
}

/** ISO 8601 with an offset as wall clock and offset, seconds kept. */
function statedTime(iso: string): StatedTime {
  const [, local = iso, offset = "Z"] = /^(.+?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/.exec(iso) ?? [];
  return { local, offset };
}

function refused(why: string): ParsedMessage {
  const problem: Problem = {
    code: "invalid_structure",
    severity: "error",
    at: "$",
    message: `${why} The bytes are kept; enter the event again.`,
  };
  return { ...NOTHING, format: "json", outcome: "quarantine", problems: [problem] };
}

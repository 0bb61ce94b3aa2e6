import type { EventDraft, Place, ShipmentFacts, StatedTime } from "@/lib/domain/event/draft";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { Reference } from "@/lib/domain/reference/reference";
import type { OdooDocument } from "./delivery-story";

/** What an event says, without when it was said and under which id. */
export type ClaimDraft = Omit<EventDraft, "sent" | "partnerEventId" | "document">;

/** A fact of a delivery that is true now. `draft` is null when it holds, but the bundle does not tell enough to state it. */
export interface Claim {
  readonly id: string;
  readonly draft: ClaimDraft | null;
}

interface Stated {
  /** The document whose field tells it, where that is another one. */
  readonly source?: OdooDocument | null;
  readonly milestone: Milestone;
  /** The field that tells it, and the value that does. */
  readonly field: string;
  readonly value: string;
  readonly occurred: StatedTime | null;
  readonly classifier?: Classifier;
  readonly references?: readonly Reference[];
  readonly place?: Place | null;
  readonly stopSequence?: number;
  readonly note?: string | null;
  readonly facts?: ShipmentFacts;
}

/** The id under which a fact of a document is told: `sale.order,12:confirmed`. */
export const claimId = ({ key }: OdooDocument, fact: string) => `${key}:${fact}`;

/** A fact of one document, told by the value of one of its fields. */
export function claim(document: OdooDocument, fact: string, stated: Stated): Claim {
  const { field, value, note, stopSequence, facts, references = [] } = stated;
  const source = stated.source ?? document;
  return {
    id: claimId(document, fact),
    draft: {
      milestone: stated.milestone,
      classifier: stated.classifier ?? "actual",
      occurred: stated.occurred,
      references,
      place: stated.place ?? null,
      rawCode: value,
      codeList: `odoo-${source.model}.${field}`,
      reason: null,
      at: `$.records["${source.key}"].${field}`,
      ...(stopSequence === undefined ? {} : { stopSequence }),
      ...(note ? { note } : {}),
      ...(facts ? { facts } : {}),
    },
  };
}

/** A fact that still holds, of which nothing new is said. */
export const holds = (document: OdooDocument, fact: string): Claim => ({
  id: claimId(document, fact),
  draft: null,
});

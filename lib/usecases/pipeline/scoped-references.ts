import type { EventDraft } from "@/lib/domain/event/draft";
import { normaliseReference, type Reference } from "@/lib/domain/reference/reference";
import type { ReadMessage } from "./read-message";

const MAX_REFERENCES_PER_DRAFT = 50;

/** Asked for several times on a draft's way to its shipment; gone with the draft. */
const known = new WeakMap<EventDraft, Reference[]>();

function withScope(draft: EventDraft, read: ReadMessage): Reference[] {
  const scac = read.connection.carrierScac;
  const document = read.parsed.documents[draft.document];
  const stated = document?.aboutOne
    ? [...draft.references, ...document.references.filter((reference) => reference.type !== "other")]
    : draft.references;
  return stated
    .filter((reference) => normaliseReference(reference.value) !== "")
    .slice(0, MAX_REFERENCES_PER_DRAFT)
    .map((reference) =>
      reference.type === "pro" && !reference.scope && scac ? { ...reference, scope: scac } : reference,
    );
}

/** The draft's references, a carrier's own numbers scoped to the carrier behind the connection when the message names none. */
export function scoped(draft: EventDraft, read: ReadMessage): Reference[] {
  const references = known.get(draft) ?? withScope(draft, read);
  known.set(draft, references);
  return references;
}

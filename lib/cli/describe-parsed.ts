import type { EventDraft, Place } from "@/lib/domain/event/draft";
import type { InvoiceDraft, ParsedDocument, ParsedMessage } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";

/** A parsed message as the line `milepost parse` prints: one flat object, times and amounts as text. */
export function describeParsed(file: string, parsed: ParsedMessage) {
  return {
    file,
    format: parsed.format,
    outcome: parsed.outcome,
    documents: countByType(parsed.documents),
    references: allReferences(parsed).map(describeReference),
    events: parsed.events.map(describeEvent),
    invoices: parsed.invoices.map(describeInvoice),
    problems: parsed.problems.map(({ code, severity, at, message }) => ({ code, severity, at, message })),
  };
}

function countByType(documents: readonly ParsedDocument[]) {
  const counts = new Map<string, number>();
  for (const { type } of documents) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count }));
}

function allReferences(parsed: ParsedMessage): Reference[] {
  const seen = new Map<string, Reference>();
  const holders = [parsed, ...parsed.documents, ...parsed.invoices];
  for (const { references } of holders) {
    for (const reference of references) seen.set(`${reference.type} ${reference.value}`, reference);
  }
  return [...seen.values()];
}

function describeReference({ type, value }: Reference) {
  return { type, value };
}

function describeEvent(event: EventDraft) {
  return {
    milestone: event.milestone,
    classifier: event.classifier,
    occurredAt: event.occurred?.local ?? null,
    offset: event.occurred?.offset ?? null,
    references: event.references.map(describeReference),
    place: event.place ? placeName(event.place) : null,
    rawCode: event.rawCode,
    reason: event.reason ? { code: event.reason.code, party: event.reason.party } : null,
  };
}

function placeName(place: Place): string | null {
  return place.city ?? place.name ?? place.code ?? place.postalCode ?? place.region ?? place.country ?? null;
}

function describeInvoice({ number, carrier, total, currency, charges }: InvoiceDraft) {
  return {
    number,
    carrier,
    total,
    currency,
    charges: charges.map(({ kind, amount }) => ({ kind, amount })),
  };
}

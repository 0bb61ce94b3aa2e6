import type { EventDraft, Place } from "@/lib/domain/event/draft";
import type { InvoiceDraft, ParsedMessage, Problem, StockDraft } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import type { FilePortion } from "@/lib/usecases/messages/parse-file";

/** Events are held back up to here, so that a line of usual size opens with its outcome. */
const HELD_CHARACTERS = 4 * 1024 * 1024;

/**
 * The line `milepost parse` prints for one file: one flat JSON object, times and amounts as text.
 *
 * Made in pieces, because the events of a large file need not fit in memory: write what `add` returns, then what `close` returns.
 */
export class ParsedLine {
  private readonly documentCounts = new Map<string, number>();
  private readonly references = new Map<string, Reference>();
  private readonly invoices: ReturnType<typeof describeInvoice>[] = [];
  private readonly problems: Problem[] = [];
  private stock: { readonly lines: ReturnType<typeof describeStock>[]; readonly isComplete: boolean } | null =
    null;
  private held: string[] = [];
  private heldCharacters = 0;
  private isOpen = false;

  constructor(private readonly file: string) {}

  /** Takes in a portion; returns the part of the line that can be written already, often nothing. */
  add(portion: FilePortion): string {
    for (const { type, references } of portion.documents) {
      this.documentCounts.set(type, (this.documentCounts.get(type) ?? 0) + 1);
      this.refer(references);
    }
    this.refer(portion.references ?? []);
    for (const invoice of portion.invoices) {
      this.refer(invoice.references);
      this.invoices.push(describeInvoice(invoice));
    }
    if (portion.stockList) {
      const lines = (portion.stock ?? []).map(describeStock);
      this.stock = { lines, isComplete: portion.stockList.isComplete };
    }
    for (const { code, severity, at, message } of portion.problems) {
      this.problems.push({ code, severity, at, message });
    }
    for (const event of portion.events) {
      const text = JSON.stringify(describeEvent(event));
      this.held.push(text);
      this.heldCharacters += text.length;
    }
    return this.heldCharacters > HELD_CHARACTERS ? this.release() : "";
  }

  /** The rest of the line, line break included. */
  close({ format, outcome }: Pick<ParsedMessage, "format" | "outcome">): string {
    const documents = [...this.documentCounts].map(([type, count]) => ({ type, count }));
    const references = [...this.references.values()].map(describeReference);
    const head = JSON.stringify({ format, outcome, documents, references }).slice(1, -1);
    const stock = this.stock === null ? {} : { stock: this.stock };
    const tail = JSON.stringify({ invoices: this.invoices, ...stock, problems: this.problems }).slice(1, -1);
    if (this.isOpen) return `${this.release()}],${head},${tail}}\n`;
    return `{"file":${JSON.stringify(this.file)},${head},"events":[${this.held.join(",")}],${tail}}\n`;
  }

  private release(): string {
    const start = this.isOpen ? "," : `{"file":${JSON.stringify(this.file)},"events":[`;
    const text = this.held.length > 0 ? start + this.held.join(",") : "";
    this.isOpen ||= text !== "";
    this.held = [];
    this.heldCharacters = 0;
    return text;
  }

  private refer(references: readonly Reference[]): void {
    for (const reference of references) {
      this.references.set(`${reference.type} ${reference.value}`, reference);
    }
  }
}

function describeStock({ product, location, quantity, unit, counted }: StockDraft) {
  return {
    product,
    location,
    quantity,
    unit,
    countedAt: counted?.local ?? null,
    offset: counted?.offset ?? null,
  };
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

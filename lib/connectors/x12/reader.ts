import type { EventDraft } from "@/lib/domain/event/draft";
import type {
  GroupReport,
  InvoiceDraft,
  ParseContext,
  ParsedDocument,
  ParsedMessage,
  ParseOutcome,
  Problem,
} from "@/lib/domain/message/parsed-message";
import { ChunkDecoder } from "./decode";
import { EnvelopeReader, type EnvelopeSink } from "./envelope";
import { readFreightInvoice } from "./invoice-210";
import { readOtherSet } from "./other-set";
import { readInterchangeAcknowledgement, readReceivedAcknowledgement } from "./received-acknowledgement";
import { mergeReferences } from "./references";
import { readTenderReply } from "./reply-990";
import { CodeOverrides, type SetReading, SetScope } from "./set-scope";
import { readStatusMessage } from "./status-214";
import { readLoadTender } from "./tender-204";
import { SegmentTokenizer } from "./tokenizer";
import type { TransactionSet } from "./transaction-set";

/** Segments a status message is read from; the rest (streets, quantities, contacts) is not even split, MS1 when it is new. */
const STATUS_TAGS: ReadonlySet<string> = new Set(
  "AT7 B10 G62 K1 L11 LAD M7 MAN MS2 N1 N4 N7 N9 NTE OID PRF Q5 REF SPO".split(" "),
);

const READERS: ReadonlyMap<string, (scope: SetScope) => SetReading> = new Map([
  ["204", readLoadTender],
  ["210", readFreightInvoice],
  ["214", readStatusMessage],
  ["990", readTenderReply],
  ["997", readReceivedAcknowledgement],
  ["999", readReceivedAcknowledgement],
  ["TA1", readInterchangeAcknowledgement],
]);

/** What was understood since the last time it was asked for. */
export interface X12Portion {
  readonly documents: ParsedDocument[];
  readonly events: EventDraft[];
  readonly invoices: InvoiceDraft[];
  readonly groups: GroupReport[];
  readonly problems: Problem[];
}

const emptyPortion = (): X12Portion => ({
  documents: [],
  events: [],
  invoices: [],
  groups: [],
  problems: [],
});

/**
 * Reads X12 as it arrives: `push` bytes in any portions, `take` what is complete, `end`, `take` the rest.
 *
 * Holds one transaction set and the verdicts of the open group, so a file of any size can be read when `take` is called after
 * each push. Never throws on content.
 */
export class X12Reader implements EnvelopeSink {
  private readonly decoder = new ChunkDecoder();
  private readonly envelope = new EnvelopeReader(this);
  private readonly tokenizer = new SegmentTokenizer(this.envelope);
  private readonly overrides: CodeOverrides;
  private readonly carrierScac: string;
  private portion = emptyPortion();
  private eventCount = 0;
  private readableSets = 0;
  private isBlank = true;
  private hasError = false;

  constructor(context: ParseContext) {
    this.overrides = new CodeOverrides(context);
    this.carrierScac = context.carrierScac ?? "";
  }

  push(bytes: Uint8Array): void {
    this.feed(this.decoder.decode(bytes));
  }

  end(): void {
    this.feed(this.decoder.decode(new Uint8Array(0), true));
    this.tokenizer.end();
    this.envelope.end();
    if (this.isBlank) {
      const message = "The file holds nothing to read; its bytes are kept.";
      this.problem({ code: "empty_file", severity: "error", at: "segment 1", message });
    } else if (this.outcome === "quarantine" && !this.hasError) {
      const message = "No complete transaction set could be read; the bytes are kept.";
      this.problem({ code: "nothing_readable", severity: "error", at: "segment 1", message });
    }
  }

  /** What became complete since the last call. */
  take(): X12Portion {
    const taken = this.portion;
    this.portion = emptyPortion();
    return taken;
  }

  /** Of everything read so far; final after `end`. */
  get outcome(): ParseOutcome {
    if (this.eventCount > 0) return "events";
    return this.readableSets > 0 ? "facts" : "quarantine";
  }

  set(set: TransactionSet): boolean {
    const wanted = set.type === "214" ? STATUS_TAGS : null;
    const scope = new SetScope(set, this.overrides, this.carrierScac, wanted);
    const reading = set.body.length === 0 ? null : (READERS.get(set.type) ?? readOtherSet)(scope);
    if (!reading)
      scope.warn(
        "invalid_structure",
        -1,
        `Set ${set.type} ${set.controlNumber} is empty; it was kept as a document.`,
      );
    this.portion.documents.push({
      type: set.type,
      number: set.controlNumber || null,
      references: reading?.references ?? [],
    });
    for (const problem of scope.problems) this.portion.problems.push(problem);
    if (!reading?.isReadable) return false;
    for (const event of reading.events) this.portion.events.push(event);
    for (const invoice of reading.invoices) this.portion.invoices.push(invoice);
    this.eventCount += reading.events.length;
    this.readableSets += 1;
    return true;
  }

  cutSet(set: TransactionSet): void {
    this.portion.documents.push({ type: set.type, number: set.controlNumber || null, references: [] });
  }

  group(report: GroupReport): void {
    this.portion.groups.push(report);
  }

  problem(problem: Problem): void {
    if (problem.severity === "error") this.hasError = true;
    this.portion.problems.push(problem);
  }

  private feed(text: string): void {
    if (this.isBlank && text.trim() !== "") this.isBlank = false;
    if (text !== "") this.tokenizer.push(text);
  }
}

const CHUNK_BYTES = 262_144;

/**
 * The whole of a message that is in memory already, by the same reader. The same bytes and context always give the same value;
 * never throws.
 */
export function parseX12(bytes: Uint8Array, context: ParseContext): ParsedMessage {
  const reader = new X12Reader(context);
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    reader.push(bytes.subarray(from, from + CHUNK_BYTES));
  }
  reader.end();
  const portion = reader.take();
  return {
    format: "x12",
    outcome: reader.outcome,
    references: mergeReferences(portion.documents.map((document) => document.references)),
    ...portion,
  };
}

/**
 * A message as it is read from disk or network: one portion per chunk that completed something, memory bounded by one
 * transaction set.
 *
 * @throws whatever the source of the chunks throws
 */
export async function* readX12Stream(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  context: ParseContext,
): AsyncGenerator<X12Portion, ParseOutcome> {
  const reader = new X12Reader(context);
  for await (const chunk of chunks) {
    reader.push(chunk);
    const portion = reader.take();
    if (portion.documents.length > 0 || portion.problems.length > 0 || portion.groups.length > 0)
      yield portion;
  }
  reader.end();
  yield reader.take();
  return reader.outcome;
}

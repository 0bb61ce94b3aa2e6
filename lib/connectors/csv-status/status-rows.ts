import type { EventDraft } from "@/lib/domain/event/draft";
import type { ParsedDocument, ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import { firstProblems } from "../csv-problems";
import type { CsvRow } from "../csv-rows";
import { type RowReader, readRow } from "./row-event";
import { unmappedWords } from "./row-problems";

/** Collects the rows of one file, so that a file is read in one pass and its cells are let go row by row. */
export class StatusRows {
  private readonly events: EventDraft[] = [];
  private readonly documents: ParsedDocument[] = [];
  private readonly references = new Map<string, Reference>();
  private readonly problems: Problem[] = [];

  constructor(
    private readonly headerRow: number,
    private readonly reader: RowReader,
  ) {}

  add(row: CsvRow): void {
    if (row.number <= this.headerRow) return;
    const { event, problems } = readRow(row, this.reader, this.events.length);
    for (const problem of problems) this.problems.push(problem);
    if (!event) return;
    this.events.push(event);
    const { references } = event;
    this.documents.push({ type: "status-row", number: event.partnerEventId ?? null, references });
    for (const reference of references)
      this.references.set(`${reference.type} ${reference.value}`, reference);
  }

  /** The file as a message; `ahead` are the problems of the file as a whole. */
  message(ahead: readonly Problem[]): ParsedMessage {
    const problems = [...ahead, ...firstProblems(this.problems), ...unmappedWords(this.events)];
    const refusedRows = problems.some((problem) => problem.severity === "error");
    const outcome = this.events.length > 0 ? "events" : refusedRows ? "quarantine" : "facts";
    const { documents, events } = this;
    return csvMessage(outcome, { documents, references: [...this.references.values()], events, problems });
  }
}

/** A CSV message; what is not given is empty. */
export function csvMessage(
  outcome: ParsedMessage["outcome"],
  parts: Partial<Pick<ParsedMessage, "documents" | "references" | "events" | "problems">>,
): ParsedMessage {
  const nothing = { documents: [], references: [], events: [], invoices: [], groups: [], problems: [] };
  return { format: "csv", outcome, ...nothing, ...parts };
}

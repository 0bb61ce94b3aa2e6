import type { EventDraft } from "@/lib/domain/event/draft";
import type { Problem } from "@/lib/domain/message/parsed-message";

/** One problem per unknown status word, at the first row that has it, with the number of rows it stands in. */
export function unmappedWords(events: readonly EventDraft[]): Problem[] {
  const words = new Map<string, { at: string; count: number }>();
  for (const event of events) {
    if (event.milestone !== "unmapped") continue;
    const seen = words.get(event.rawCode);
    if (seen) seen.count += 1;
    else words.set(event.rawCode, { at: event.at, count: 1 });
  }
  return [...words].map(([word, { at, count }]) => ({
    code: "unmapped_code",
    severity: "warning",
    at,
    message: `The status "${word.slice(0, 60)}" is in no mapping (${count} ${count === 1 ? "row" : "rows"}). Its events are kept as unmapped; add the word to the mapping, then replay.`,
  }));
}

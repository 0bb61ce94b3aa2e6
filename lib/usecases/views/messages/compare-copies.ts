import { selectMessageBody } from "@/db/queries/messages/select-message-body";
import type { CopyComparison, DifferingLine } from "@/lib/contracts/messages/copy-comparison";
import type { RawContent } from "@/lib/contracts/messages/raw-view";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { type RawLines, rawLines } from "./raw-lines";
import { readableBody } from "./readable-body";

const COMPARED_BYTES = 2 * 1024 * 1024;
const MOST_LISTED = 100;

/** What a copy with other bytes says that the first one does not, and the other way round. Null when one is not there. */
export async function compareCopies(
  ctx: Context,
  copies: { readonly firstId: string; readonly thisId: string },
): Promise<CopyComparison | null> {
  requirePermission(ctx.actor, "message.raw.read");
  const [first, second] = await Promise.all([linesOf(ctx, copies.firstId), linesOf(ctx, copies.thisId)]);
  if (!first || !second) return null;
  const onlyFirst = missingFrom(second.texts, first.texts);
  const onlyThis = missingFrom(first.texts, second.texts);
  return {
    unit: second.unit,
    onlyFirst: onlyFirst.slice(0, MOST_LISTED),
    onlyThis: onlyThis.slice(0, MOST_LISTED),
    sameCount: second.texts.length - onlyThis.length,
    more: onlyFirst.length > MOST_LISTED || onlyThis.length > MOST_LISTED,
  };
}

async function linesOf(ctx: Context, messageId: string) {
  const stored = await selectMessageBody(ctx.db, {
    companyId: ctx.actor.companyId,
    messageId,
    limitBytes: COMPARED_BYTES,
  });
  if (!stored) return null;
  const body = await readableBody(stored.body, stored.contentEncoding, COMPARED_BYTES);
  const lines = rawLines(body, { format: stored.format, fileName: stored.fileName, form: "pretty" });
  return { unit: UNITS[lines.language], texts: textsOf(lines) };
}

const UNITS: Readonly<Record<RawLines["language"], CopyComparison["unit"]>> = {
  x12: "segment",
  edifact: "segment",
  csv: "row",
  json: "line",
  text: "line",
  bytes: "line",
};

function textsOf(lines: RawLines): string[] {
  const content: RawContent = lines.slice(0, lines.total);
  switch (content.kind) {
    case "segments":
      return content.lines.map(({ id, elements }) => [id, ...elements].join(content.elementSeparator));
    case "rows":
      return content.lines.map(({ cells }) => cells.join("; "));
    case "text":
      return content.lines.map(({ text }) => text);
    case "bytes":
      return content.lines.map(({ hex }) => hex);
  }
}

/** Lines of `all` that `known` does not have, each as often as it has too many. Order alone is no difference. */
function missingFrom(known: readonly string[], all: readonly string[]): DifferingLine[] {
  const left = new Map<string, number>();
  for (const text of known) left.set(text, (left.get(text) ?? 0) + 1);
  return all.flatMap((text, place) => {
    const count = left.get(text) ?? 0;
    if (count === 0) return [{ number: place + 1, text }];
    left.set(text, count - 1);
    return [];
  });
}

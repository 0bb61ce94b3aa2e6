import type { RawTextLine } from "@/lib/contracts/messages/raw-view";

export interface JsonLines {
  readonly lines: readonly RawTextLine[];
  /** Path ("result.tracking_details[2]") → the lines it stands on, both included. */
  readonly spans: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
}

interface Level {
  readonly close: "}" | "]";
  readonly path: string;
  readonly openedAt: number;
  index: number;
  key: string | null;
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Puts JSON on lines without reading its values: big numbers, repeated keys and escapes stay as they were written, and
 * what breaks off in the middle is shown up to there.
 */
export function jsonLines(text: string): JsonLines {
  const printer = new JsonPrinter();
  for (const match of text.replace(/^\uFEFF/, "").matchAll(TOKEN)) printer.take(match[0]);
  return printer.result();
}

class JsonPrinter {
  private readonly lines: RawTextLine[] = [];
  private readonly spans = new Map<string, { from: number; to: number }>();
  private readonly levels: Level[] = [];
  private current = "";
  private afterKey = false;

  take(token: string): void {
    if (token === "{" || token === "[") this.open(token);
    else if (token === "}" || token === "]") this.close(token);
    else if (token === ",") this.comma();
    else if (token === ":") this.colon();
    else this.scalar(token);
  }

  result(): JsonLines {
    this.flush();
    for (const level of this.levels) this.mark(level.path, level.openedAt, this.lines.length - 1);
    return { lines: this.lines, spans: this.spans };
  }

  private get level(): Level | undefined {
    return this.levels.at(-1);
  }

  private path(): string {
    const level = this.level;
    if (!level) return "";
    if (level.close === "]") return `${level.path}[${level.index}]`;
    return level.path === "" ? (level.key ?? "") : `${level.path}.${level.key ?? ""}`;
  }

  private open(token: "{" | "["): void {
    if (/[}\]]$/.test(this.current)) this.flush();
    const path = this.path();
    this.current += token;
    this.flush();
    const openedAt = this.lines.length - 1;
    this.levels.push({ close: token === "{" ? "}" : "]", path, openedAt, index: 0, key: null });
    this.afterKey = false;
  }

  private close(token: string): void {
    this.flush();
    const level = this.levels.pop();
    const isEmpty = level?.openedAt === this.lines.length - 1;
    this.current = `${isEmpty ? (this.lines.pop()?.text ?? "") : ""}${token}`;
    if (level) this.mark(level.path, level.openedAt, this.lines.length);
  }

  private comma(): void {
    this.current += ",";
    this.flush();
    const level = this.level;
    if (level) level.index += 1;
    this.afterKey = false;
  }

  private colon(): void {
    this.current += ": ";
    this.afterKey = true;
  }

  private scalar(token: string): void {
    const level = this.level;
    if (level?.close === "}" && !this.afterKey) level.key = token.replace(/^"|"$/g, "");
    else this.mark(this.path(), this.lines.length, this.lines.length);
    this.current += token;
  }

  private mark(path: string, from: number, to: number): void {
    this.spans.set(path, { from, to });
  }

  private flush(): void {
    if (this.current === "") return;
    this.lines.push({ number: this.lines.length + 1, depth: this.levels.length, text: this.current });
    this.current = "";
  }
}

const MOST_CHARS = 8 * 1024;
const TEXT_CHARS = 300;
const MOST_ITEMS = 40;

export interface LoggedCall {
  readonly call: string;
  readonly model: string;
  readonly given: unknown;
}

/** What was asked and answered in one try, short enough to keep and without bytes. Odoo's keys travel in headers and never come here. */
export class ExchangeLog {
  readonly requests: LoggedCall[] = [];
  private readonly replies: unknown[] = [];

  ask(call: LoggedCall): (reply: unknown) => void {
    const place = this.requests.push({ ...call, given: short(call.given) }) - 1;
    this.replies[place] = null;
    return (reply) => {
      this.replies[place] = short(reply);
    };
  }

  /** At most 8 KiB each: what does not fit is cut from the front, where only reading happened. */
  kept(): { readonly request: readonly unknown[]; readonly reply: readonly unknown[] } {
    return { request: fitting(this.requests), reply: fitting(this.replies) };
  }
}

function fitting(items: readonly unknown[]): readonly unknown[] {
  let chars = 0;
  const kept: unknown[] = [];
  for (const item of [...items].reverse()) {
    const size = JSON.stringify(item ?? null).length;
    if (chars + size > MOST_CHARS) {
      kept.push({ leftOut: items.length - kept.length });
      break;
    }
    chars += size;
    kept.push(item ?? null);
  }
  return kept.reverse();
}

function short(value: unknown, depth = 0): unknown {
  if (typeof value === "string") {
    return value.length > TEXT_CHARS ? `${value.slice(0, 40)}… (${value.length} characters)` : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth > 6) return "…";
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ITEMS).map((item) => short(item, depth + 1));
    return value.length > MOST_ITEMS ? [...items, `… (${value.length} in all)`] : items;
  }
  const entries = Object.entries(value).slice(0, MOST_ITEMS);
  return Object.fromEntries(entries.map(([name, item]) => [name, short(item, depth + 1)]));
}

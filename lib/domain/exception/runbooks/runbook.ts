/** What a person needs beside an exception, in the order they need it. Each text is Markdown. */
export interface RunbookParts {
  readonly means: string;
  readonly check: readonly string[];
  readonly act: readonly string[];
  /** With the phone and a sheet of paper, when Milepost, Odoo or the partner's systems are away. */
  readonly byHand: readonly string[];
  readonly call: string;
}

/** One runbook as Markdown: the same five headings everywhere, so that whoever is in a hurry finds their place. */
export function runbook({ means, check, act, byHand, call }: RunbookParts): string {
  return [
    "### What it means",
    means,
    "### What to check",
    numbered(check),
    "### What to do",
    numbered(act),
    "### If systems are down",
    bulleted(byHand),
    "### Whom to call",
    call,
  ].join("\n\n");
}

const numbered = (steps: readonly string[]): string =>
  steps.map((step, index) => `${index + 1}. ${step}`).join("\n");

const bulleted = (steps: readonly string[]): string => steps.map((step) => `- ${step}`).join("\n");

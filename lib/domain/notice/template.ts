import { MILESTONE_RULES, type Milestone } from "../event/milestone";

/** What a customer's notice may name. */
export const PLACEHOLDERS = [
  "shipment",
  "order",
  "reference",
  "customer",
  "carrier",
  "milestone",
  "time",
  "eta",
  "place",
  "company",
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Milestones a customer may be told of, in the order they happen. */
export const TOLD_MILESTONES = [
  "order_confirmed",
  "picked_up",
  "delayed",
  "customs_hold",
  "customs_released",
  "available_for_pickup",
  "out_for_delivery",
  "delivery_attempted",
  "delivered",
  "returned",
] as const satisfies readonly Milestone[];

export const LANGUAGES = ["en", "nl", "de", "fr", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

const MARK = /\{([a-z_]+)\}/g;

/** Names in braces that mean nothing here. */
export function unknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(MARK)].map(([, name]) => name ?? "");
  return [...new Set(names.filter((name) => !(PLACEHOLDERS as readonly string[]).includes(name)))];
}

/**
 * The text with every placeholder filled in. A value is text: braces in it are not read again, control characters and line breaks become spaces, so
 * that what a partner wrote can't add a header or a line. What is not known is a dash.
 */
export function fillTemplate(
  text: string,
  values: Readonly<Partial<Record<Placeholder, string | null>>>,
): string {
  return text.replace(MARK, (whole, name: string) => {
    if (!(PLACEHOLDERS as readonly string[]).includes(name)) return whole;
    const value = values[name as Placeholder];
    return value ? value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() : "–";
  });
}

const LATE_MS = 24 * 3_600_000;

/** True when it is worth telling: it was heard of within a day, and the shipment has not moved on beyond it. */
export function isTimely(
  milestone: Milestone,
  {
    occurredAt,
    receivedAt,
    status,
  }: { readonly occurredAt: number; readonly receivedAt: number; readonly status: Milestone | null },
): boolean {
  if (receivedAt - occurredAt > LATE_MS) return false;
  const rank = MILESTONE_RULES[milestone].rank;
  const reached = status === null ? 0 : MILESTONE_RULES[status].rank;
  // What has no place in the order ("delayed") interests until the goods are there.
  return rank === 0 ? reached < MILESTONE_RULES.delivered_partial.rank : rank >= reached;
}

interface TemplateKey {
  readonly customer: string;
  readonly language: string;
  readonly milestone: string;
}

/** The template for a customer and a milestone in their language: their own before everyone's. */
export function chooseTemplate<T extends TemplateKey & { readonly enabled: boolean }>(
  templates: readonly T[],
  wanted: TemplateKey,
): T | null {
  const fits = templates.filter(
    ({ language, milestone }) => language === wanted.language && milestone === wanted.milestone,
  );
  // One of their own that is off means: nothing to them.
  const chosen =
    fits.find(({ customer }) => customer === wanted.customer) ?? fits.find(({ customer }) => customer === "");
  return chosen?.enabled ? chosen : null;
}

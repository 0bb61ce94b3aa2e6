import { hash } from "node:crypto";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { DeliveryFacts } from "@/lib/domain/odoo/delivery-facts";
import { statementsOf } from "@/lib/domain/odoo/delivery-statements";
import type { OdooBundle, OdooContent } from "./bundle";
import { deliveryClaims } from "./delivery-claims";
import { deliveryStory } from "./delivery-story";

export interface ComposedBundle {
  readonly bundle: OdooBundle;
  /** What is told once the bundle is. */
  readonly told: DeliveryFacts;
  /** False when there is nothing to tell that was not told before. */
  readonly isNews: boolean;
  /** Over the content, without `write_date`: Odoo moves that also when nothing changed. */
  readonly contentHash: string;
}

/**
 * What to tell of a delivery now, given what was told before. Pure.
 * @returns null for what has no story of its own: a return is told with its delivery, moves within the house are not told.
 */
export function composeBundle(
  content: OdooContent,
  before: DeliveryFacts | null,
  nowIso: string,
): ComposedBundle | null {
  const story = deliveryStory(content);
  if (!story) return null;
  const standing = deliveryClaims(story).map(({ id, draft }) => ({ id, content: draft && digest(draft) }));
  const mayTakeBack = !content.deleted && content.cut.length === 0;
  const { say, takeBack, told, isNews } = statementsOf(standing, before ?? {}, nowIso, mayTakeBack);
  // `kind` stands first: it is what the dialect is recognised by.
  const { kind, ...rest } = content;
  return {
    bundle: { kind, ...rest, say, takeBack },
    told,
    // A delivery that was gone before anything was told of it has no story either.
    isNews: isNews && !(before === null && content.deleted),
    contentHash: digest(withoutWriteDates(content)),
  };
}

function withoutWriteDates(content: OdooContent): unknown {
  const records = Object.entries(content.records).map(([key, { write_date, ...values }]) => [key, values]);
  return { ...content, records: Object.fromEntries(records) };
}

/** 132 bits of SHA-256 over canonical JSON. */
export const digest = (value: unknown) => hash("sha256", canonicalJson(value), "base64url").slice(0, 22);

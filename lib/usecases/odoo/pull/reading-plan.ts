import { createHash } from "node:crypto";
import type { OdooContext, OdooDomain } from "@/lib/connectors/odoo/client/odoo-client";
import { MODEL_PLANS, type ModelPlan } from "@/lib/connectors/odoo/models";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { OdooFields, OdooSettings } from "@/lib/domain/odoo/connection";
import type { PullPace } from "@/lib/domain/odoo/pull-clock";

/** How one model of one Odoo is read: the plan, cut down to what this Odoo has and this site wants. */
export interface ReadingPlan {
  readonly model: string;
  readonly fields: readonly string[];
  readonly domain: OdooDomain;
  /** The part of `domain` that no site chose: what does not fit it is none of ours. */
  readonly ownDomain: OdooDomain;
  readonly context: OdooContext;
  readonly links: Readonly<Record<string, string>>;
  readonly clockField: "write_date" | "create_date";
  /** A page may be shorter than asked though more follow: Odoo leaves out afterwards what the reader may not see. */
  readonly shortPages: boolean;
  readonly pace: PullPace;
  /** Over what is read of the model: another one, and what is held does not tell what would be read now. */
  readonly hash: string;
}

/**
 * Rows of these go in daily work and leave nothing behind, in minutes between two comparisons of ids: an emptied quant would stay in stock, a
 * struck line on its order.
 */
const ID_SWEEP_MINUTES: Readonly<Record<string, number>> = {
  "stock.quant": 5,
  "sale.order.line": 60,
  "purchase.order.line": 60,
  "stock.move": 60,
  "account.move": 60,
  "account.move.line": 60,
};

const SHORT_PAGES: readonly string[] = ["mail.message", "mail.tracking.value", "ir.attachment"];

/** Every model of `MODEL_PLANS` that this Odoo has, masters first. */
export function readingPlans(fields: OdooFields, settings: OdooSettings): ReadingPlan[] {
  return MODEL_PLANS.flatMap((plan) => {
    const known = new Set(fields[plan.model] ?? []);
    const wanted = plan.fields.filter((field) => known.has(field));
    return wanted.length > 0 ? [readingPlan(plan, wanted, settings)] : [];
  });
}

function readingPlan(plan: ModelPlan, fields: readonly string[], settings: OdooSettings): ReadingPlan {
  const idSweepMinutes = ID_SWEEP_MINUTES[plan.model];
  const read = {
    fields,
    domain: [...(plan.domain ?? []), ...companyDomain(plan.model, fields, settings.odooCompanyIds)],
    context: plan.withArchived ? { active_test: false } : {},
    links: Object.fromEntries(Object.entries(plan.links).filter(([field]) => fields.includes(field))),
  };
  return {
    model: plan.model,
    ...read,
    ownDomain: plan.domain ?? [],
    hash: createHash("sha1").update(canonicalJson(read)).digest("base64url"),
    clockField: plan.appendOnly ? "create_date" : "write_date",
    shortPages: SHORT_PAGES.includes(plan.model),
    pace: {
      pace: plan.pace,
      pollSeconds: settings.pollSeconds,
      overlapMinutes: settings.overlapMinutes,
      ...(idSweepMinutes === undefined ? {} : { idSweepMinutes }),
    },
  };
}

/** What belongs to no company (partners, products) belongs to all. */
function companyDomain(model: string, fields: readonly string[], companyIds: readonly number[]): OdooDomain {
  if (companyIds.length === 0) return [];
  if (model === "res.company") return [["id", "in", companyIds]];
  return fields.includes("company_id") ? [["company_id", "in", [...companyIds, false]]] : [];
}

import { createHash } from "node:crypto";
import type { LinkRow } from "@/db/queries/odoo/links";
import type { RecordRow } from "@/db/queries/odoo/records";
import type { OdooRecord } from "@/lib/connectors/odoo/client/odoo-client";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { ReadingPlan } from "./reading-plan";

/** A record as the mirror holds it. The hash leaves `write_date` out: Odoo moves that also when nothing changed. */
export function recordRow(record: OdooRecord): RecordRow {
  const { id, write_date: writeDate, ...content } = record;
  return {
    odooId: id,
    values: record,
    contentHash: createHash("sha1").update(canonicalJson(content)).digest("base64url"),
    writeDate: text(writeDate) ?? text(record.create_date),
    name: text(record.name) ?? text(record.display_name),
    odooCompanyId: idOf(record.company_id) ?? null,
  };
}

/** Relations of a record, many2one and x2many alike. */
export function linkRows(record: RecordRow, links: ReadingPlan["links"]): LinkRow[] {
  return Object.entries(links).flatMap(([field, targetModel]) =>
    targetIds(record.values[field]).map((targetId) => ({
      odooId: record.odooId,
      field,
      targetModel,
      targetId,
    })),
  );
}

function targetIds(value: unknown): number[] {
  const one = idOf(value);
  // Odoo's many2one is `[id, "name"]`, an x2many a list of ids.
  if (one !== undefined) return [one];
  return Array.isArray(value) ? [...new Set(value.filter(isId))] : [];
}

function idOf(value: unknown): number | undefined {
  if (isId(value)) return value;
  return Array.isArray(value) && isId(value[0]) && typeof value[1] === "string" ? value[0] : undefined;
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

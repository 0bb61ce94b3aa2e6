import { z } from "zod";

const said = z.iso.datetime();
const values = z.record(z.string(), z.unknown());
const key = z.string().regex(/^[a-z0-9_.]+,\d+$/);

/**
 * One delivery or receipt of Odoo with everything its story is made of, as Milepost composes it from the mirror and keeps it in the inbox.
 * `records` holds exact values as Odoo gave them, by `model,id`.
 */
export const odooBundle = z.object({
  kind: z.literal("odoo-delivery"),
  database: z.string(),
  /** Which of Milepost's connections it was read by: two Odoos may have a database of the same name. Absent in bundles of before. */
  source: z.string().optional(),
  /** Id of the `stock.picking` it is about. */
  picking: z.number().int().positive(),
  /** Odoo has it no more; the records are those last seen. */
  deleted: z.boolean(),
  /** The connection's setting when this was composed: goods issued, or handed to the customer. */
  validatedMeans: z.enum(["loaded", "delivered"]),
  records: z.record(key, values),
  /** Changes Odoo noted in its chatter, oldest first, labels of states mapped back to their keys. */
  history: z.array(
    z.object({ record: key, field: z.string(), from: z.string(), to: z.string(), at: z.string() }),
  ),
  /** Models of which there was more than is kept here. */
  cut: z.array(z.string()),
  /** Facts this message states: how often each became true, and when it was last said in these words. */
  say: z.record(z.string(), z.object({ times: z.number().int().positive(), said })),
  /** Statements taken back, by event id. */
  takeBack: z.record(z.string(), z.object({ said })),
});

export type OdooBundle = z.infer<typeof odooBundle>;
/** What is read of a delivery, before it is decided what to say. */
export type OdooContent = Omit<OdooBundle, "say" | "takeBack">;

export function recordKey(model: string, id: number): string {
  return `${model},${id}`;
}

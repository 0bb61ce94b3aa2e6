import type { OdooClient, OdooContext } from "../client/odoo-client";
import { OdooError } from "../client/odoo-error";
import { sentenceOf } from "../client/sentence";

/** Postgres on two transactions with one external id: this one was rolled back, the other decides. */
const COLLISION = /could not serialize|deadlock detected|duplicate key value|concurrent update/i;

/** Rows for `load()` by column. Columns no row fills are left out: an empty cell would clear Odoo's default. */
export type LoadRow = Readonly<Record<string, string>>;

/**
 * `load()` of one document and its lines, whose external ids make it arrive once: the first row holds the document, further rows only lines.
 *
 * @returns the document's id.
 * @throws {OdooError} `locked` when another request with the same external id was under way, `validation` with Odoo's own sentence when it
 * refused: `load` answers both with HTTP 200.
 */
export async function loadOnce(
  client: OdooClient,
  model: string,
  rows: readonly LoadRow[],
  context: OdooContext,
): Promise<number> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table = rows.map((row) => columns.map((column) => row[column] ?? ""));
  const { ids, messages } = await client.load(model, columns, table, context);
  if (ids && ids[0] !== undefined) return ids[0];
  const said = sentenceOf(messages.map(({ message }) => message).join(" "), []);
  if (COLLISION.test(said))
    throw new OdooError("locked", "Another request with the same content was under way in Odoo.");
  throw new OdooError("validation", said || "Odoo stored nothing and did not say why.");
}

import type pg from "pg";

/** Models whose every record is compared. */
export const COMPARED = ["sale.order", "sale.order.line", "stock.picking", "stock.move"] as const;

export interface Held {
  readonly odooId: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Difference {
  readonly model: string;
  readonly odooId: number;
  readonly what: string;
}

export interface Comparison {
  /** Records of these models written since the run began, and all compared. */
  readonly written: number;
  readonly compared: number;
  readonly missing: readonly Difference[];
  readonly stale: readonly Difference[];
  /** Of one picking each: when Odoo says it was written. */
  readonly pickingTimes: ReadonlyMap<number, string>;
  /** Records that share their second with another one of their model. */
  readonly ties: number;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

const SECOND = (column: string) => `to_char(date_trunc('second', ${column}), 'YYYY-MM-DD HH24:MI:SS')`;

/** Odoo's own clock, as its database tells it. */
export async function odooTime(database: pg.Client): Promise<string> {
  const { rows } = await database.query(`select ${SECOND("now() at time zone 'UTC'")} as now`);
  return rows[0].now;
}

/** Holds what Milepost has against Odoo's tables, column by column. Records that others wrote after `until` are left out. */
export async function compareWithOdoo(
  database: pg.Client,
  held: ReadonlyMap<string, readonly Held[]>,
  range: { readonly since: string; readonly until: string },
): Promise<Comparison> {
  const missing: Difference[] = [];
  const stale: Difference[] = [];
  const pickingTimes = new Map<number, string>();
  const seconds = new Map<string, number>();
  let written = 0;
  let compared = 0;
  for (const model of COMPARED) {
    const own = new Map((held.get(model) ?? []).map((record) => [record.odooId, record.values]));
    for (const row of await tableRows(database, model, range.until)) {
      const id = Number(row.id);
      const at = String(row.write_date);
      compared += 1;
      if (at >= range.since) {
        written += 1;
        seconds.set(`${model} ${at}`, (seconds.get(`${model} ${at}`) ?? 0) + 1);
        if (model === "stock.picking") pickingTimes.set(id, at);
      }
      const values = own.get(id);
      if (!values) missing.push({ model, odooId: id, what: `written ${at}` });
      else {
        const different = Object.keys(row).filter(
          (name) => name in values && !isSame(values[name], row[name]),
        );
        const what = different
          .map((name) => `${name}: here ${JSON.stringify(values[name])}, Odoo ${JSON.stringify(row[name])}`)
          .join("; ");
        if (different.length > 0) stale.push({ model, odooId: id, what });
      }
    }
  }
  const ties = [...seconds.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
  return { written, compared, missing, stale, pickingTimes, ties };
}

async function tableRows(
  database: pg.Client,
  model: string,
  until: string,
): Promise<Record<string, unknown>[]> {
  const table = model.replaceAll(".", "_");
  const { rows: columns } = await database.query<Column>(
    "select column_name as name, data_type as type from information_schema.columns where table_name = $1",
    [table],
  );
  const selected = columns.flatMap(({ name, type }) => {
    if (type === "jsonb" || type === "bytea") return [];
    const quoted = database.escapeIdentifier(name);
    return [type.startsWith("timestamp") ? `${SECOND(quoted)} as ${quoted}` : `${quoted}::text as ${quoted}`];
  });
  const { rows } = await database.query(
    `select ${selected.join(", ")} from ${database.escapeIdentifier(table)} where ${SECOND("write_date")} <= $1`,
    [until],
  );
  return rows;
}

/** Odoo's API says `false` for what is empty, `[id, "name"]` for a relation, and rounds floats as they are shown. */
function isSame(api: unknown, stored: unknown): boolean {
  const one = Array.isArray(api) ? api[0] : api;
  const text = stored === null || stored === undefined ? "" : String(stored);
  if (one === false || one === null || one === undefined || one === "") {
    return text === "" || text === "false" || Number(text) === 0;
  }
  if (one === true) return text === "true";
  if (typeof one === "number") return Math.abs(one - Number(text)) < 1e-6 * Math.max(1, Math.abs(one));
  return String(one) === text;
}

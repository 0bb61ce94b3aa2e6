import type { Database } from "@/db/client";
import { timed } from "./databases";

/** What the pipeline wrote, ready to be written again with no thought at all. */
export interface RawEvents {
  readonly columns: readonly string[];
  /** Every value as Postgres itself writes it, so that the peer's driver has nothing to convert. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly objects: readonly object[];
}

const asText = { getTypeParser: () => (value: string | Buffer) => value.toString() };

export async function readEvents(db: Database): Promise<RawEvents> {
  const text = await db.$client.query<(string | null)[]>({
    text: "select * from event order by recorded_at, id",
    rowMode: "array",
    types: asText,
  });
  const objects = await db.$client.query<{ line: object }>("select row_to_json(e) as line from event e");
  return {
    columns: text.fields.map((field) => field.name),
    rows: text.rows,
    objects: objects.rows.map(({ line }) => line),
  };
}

export type RawWay = "values" | "prepared" | "large" | "recordset";

/** 500 rows a statement as the pipeline's own batches; `large`: as many as 65,535 parameters allow. */
const ROWS = 500;
const MAX_PARAMETERS = 65_535;

/** Writes all events into an empty table of the same shape and indexes over one connection, each statement a commit. */
export async function insertRaw(db: Database, events: RawEvents, way: RawWay): Promise<number> {
  const client = await db.$client.connect();
  try {
    await client.query("drop table if exists raw_event");
    await client.query("create table raw_event (like event including all)");
    const size = way === "large" ? Math.floor(MAX_PARAMETERS / events.columns.length) : ROWS;
    const { ms } = await timed(db, async () => {
      for (let from = 0; from < events.rows.length; from += size) {
        await client.query(
          way === "recordset" ? recordset(events, from, size) : values(events, from, size, way),
        );
      }
    });
    return (events.rows.length / ms) * 1_000;
  } finally {
    client.release();
  }
}

const texts = new Map<number, string>();

function values({ columns, rows }: RawEvents, from: number, size: number, way: RawWay) {
  const batch = rows.slice(from, from + size);
  const text = texts.get(batch.length) ?? valuesText(columns, batch.length);
  texts.set(batch.length, text);
  return { text, values: batch.flat(), ...(way === "prepared" ? { name: `raw-${batch.length}` } : {}) };
}

function valuesText(columns: readonly string[], count: number): string {
  const row = (index: number) =>
    columns.map((_, column) => `$${index * columns.length + column + 1}`).join(",");
  const rows = Array.from({ length: count }, (_, index) => `(${row(index)})`);
  return `insert into raw_event (${columns.map((name) => `"${name}"`).join(",")}) values ${rows.join(",")}`;
}

function recordset({ objects }: RawEvents, from: number, size: number) {
  return {
    text: "insert into raw_event select * from json_populate_recordset(null::raw_event, $1)",
    values: [JSON.stringify(objects.slice(from, from + size))],
  };
}

import type { PoolClient } from "pg";
import type { Database } from "@/db/client";
import { drain, fillInbox } from "./pipeline-row";

export const REFERENCES_PER_SHIPMENT = 10;
const TEMPLATES = 300;
const TYPES = [
  "shipment",
  "pro",
  "bol",
  "order",
  "purchase_order",
  "tracking",
  "container",
  "booking",
  "sscc",
  "other",
];

/** Real shipments, as messages made them: what is generated below are copies of these. */
export async function seedShipments(db: Database): Promise<void> {
  await fillInbox(db, TEMPLATES);
  await drain(db);
}

/** Adds copies under numbers of their own until the company has so many shipments; counts and statistics follow. */
export async function growTo(
  db: Database,
  shipments: number,
  { withReferences = true }: { readonly withReferences?: boolean } = {},
): Promise<void> {
  const client = await db.$client.connect();
  try {
    await client.query("set statement_timeout = 0");
    const { rows } = await client.query("select count(*) as n from shipment");
    const copies = Math.max(0, shipments - Number(rows[0]?.n));
    await client.query(
      "create table copy_of as select row_number() over () - 1 as position, s.* from shipment_state s",
    );
    await client.query(INSERT_SHIPMENTS, [copies]);
    await client.query(INSERT_STATES, [copies]);
    if (withReferences) await client.query(INSERT_REFERENCES, [copies, TYPES]);
    await client.query("delete from shipment_count");
    await client.query(COUNT);
    await growOverview(client, copies);
    await client.query("vacuum (analyze) shipment, shipment_state, shipment_reference, shipment_count");
  } finally {
    client.release(true);
  }
}

/** What the overview counts of the copies, each some days before its model so that a quarter of a year is full, and the sums of it. */
async function growOverview(client: PoolClient, copies: number): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(`
    select column_name as name, data_type as type from information_schema.columns
    where table_name = 'shipment_measure' and column_name not in ('company_id', 'shipment_id') order by ordinal_position`);
  const names = rows.map(({ name }) => name).join(", ");
  const copied = rows.map(({ name, type }) =>
    type === "date" ? `m.${name} - copy.number % 91` : `m.${name}`,
  );
  await client.query(
    `${COPIES} insert into shipment_measure (company_id, shipment_id, ${names}) select 1, copy.id, ${copied.join(", ")} from copy
    join copy_of c on c.position = copy.number % (select count(*) from copy_of)
    join shipment_measure m on m.company_id = 1 and m.shipment_id = c.shipment_id`,
    [copies],
  );
  await client.query("vacuum (analyze) shipment_measure");
}

const COPIES = `with copy as (
  select number, ('01900000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid as id from generate_series(1, $1::int) as number)`;
const KEPT = `status, stage, open, customer, carrier, mode, origin, destination, pickup_at, delivery_due_at, eta_at, delivered_at,
  last_event_at, attention_kind, recheck_at, event_count, view, state_hash, folded_at, version`;
const STATE_COLUMNS = `company_id, shipment_id, number, ${KEPT}, board_key`;
/** A second or so apart inside their level, as real ones are. */
const COPIED = `${KEPT.split(",")
  .map((name) => `c.${name.trim()}`)
  .join(", ")}, c.board_key + copy.number % 1000000`;

const INSERT_SHIPMENTS = `${COPIES} insert into shipment (company_id, id, number, created_at)
  select 1, id, 'SHP-' || (1000000 + number), now() - number * interval '1 second' from copy`;
const INSERT_STATES = `${COPIES} insert into shipment_state (${STATE_COLUMNS})
  select 1, copy.id, 'SHP-' || (1000000 + copy.number), ${COPIED} from copy
  join copy_of c on c.position = copy.number % (select count(*) from copy_of)`;
/** A purchase order is shared by five shipments, every other number is a shipment's own. */
const INSERT_REFERENCES = `${COPIES} insert into shipment_reference (company_id, lookup, type, shipment_id, value, added_at)
  select 1, value, type, id, value, now() from copy cross join unnest($2::text[]) with ordinality as t(type, nth)
  cross join lateral (
    select upper(substr(md5(nth || '-' || case when type = 'purchase_order' then number / 5 else number end), 1, 12)) as value) as v`;
const COUNT = `insert into shipment_count (company_id, key, slot, count) select 1, key, 0, count(*) from shipment_state
  cross join lateral (values ('all'), ('attention:' || attention_kind), ('stage:' || stage), (case when open then 'open' end)) as k(key)
  where key is not null group by key`;

/** References all over the company, by chance. */
export async function sampleReferences(db: Database, random: () => number, count: number): Promise<string[]> {
  const { rows } = await db.$client.query<{ n: number }>(
    "select count(*)::int as n from shipment where number >= 'SHP-1000000'",
  );
  const found: string[] = [];
  while (found.length < count) {
    const number = 1 + Math.floor(random() * ((rows[0]?.n ?? 0) - TEMPLATES));
    const id = `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
    const of = await db.$client.query<{ value: string }>(
      "select value from shipment_reference where company_id = 1 and shipment_id = $1 and type = $2",
      [id, TYPES[Math.floor(random() * TYPES.length)]],
    );
    found.push(...of.rows.map(({ value }) => value));
  }
  return found;
}

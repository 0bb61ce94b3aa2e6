import type { Database } from "@/db/client";
import type { LedgerLine } from "./ledger";

export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  /** What was found, in words, one line each. */
  readonly findings: readonly string[];
}

interface StoredRow {
  readonly id: string;
  readonly slug: string;
  readonly delivery_key: string;
  /** Of the bytes as they lie there, not as the row says. */
  readonly actual: string;
  readonly stated: string;
  readonly state: string | null;
  readonly answers: number;
}

const STORED = `
  select m.id, c.slug, m.delivery_key, encode(sha256(m.body), 'hex') as actual, encode(m.sha256, 'hex') as stated, s.state,
    (select count(*)::int from outbound_message o where o.company_id = m.company_id and o.in_reply_to = m.id) as answers
  from inbox_message m join connection c on c.id = m.connection_id
  left join message_state s on s.company_id = m.company_id and s.message_id = m.id`;

const FACTS = `
  select (select r ->> 'value' from jsonb_array_elements(refs) as r where r ->> 'type' in ('shipment', 'tracking') limit 1)
    || ' ' || raw_code || ' ' || occurred_local as fact, count(*)::int as times from event group by 1`;

/** Holds the sender's book against the database: every acknowledged message and its fact once, nothing else. */
export async function judge(
  db: Database,
  ledger: readonly LedgerLine[],
  shipments: number,
): Promise<Verdict> {
  const { rows: stored } = await db.$client.query<StoredRow>(STORED);
  const { rows: facts } = await db.$client.query<{ fact: string; times: number }>(FACTS);
  const { rows: made } = await db.$client.query<{ n: number }>("select count(*)::int as n from shipment");
  const lost = lostOf(ledger, stored, new Map(facts.map((row) => [row.fact, row.times])));
  const doubled = doubledOf(ledger, stored, facts, { made: made[0]?.n ?? 0, wanted: shipments });
  return { lost: lost.length, doubled: doubled.length, findings: [...lost, ...doubled] };
}

function lostOf(
  ledger: readonly LedgerLine[],
  stored: readonly StoredRow[],
  timesTold: ReadonlyMap<string, number>,
): string[] {
  const byId = new Map(stored.map((row) => [row.id, row]));
  return ledger.flatMap((line) => {
    const what = lossOf(line, byId.get(line.messageId), timesTold.get(line.fact) ?? 0);
    return what === null ? [] : [`lost: ${line.partner} ${line.key ?? line.sha256} (${line.fact}): ${what}`];
  });
}

function lossOf(line: LedgerLine, row: StoredRow | undefined, timesTold: number): string | null {
  if (!row) return "acknowledged, not in the inbox";
  if (row.slug !== line.partner) return `stored for ${row.slug}`;
  if (row.delivery_key !== (line.key ?? `sha256:${line.sha256}`)) return `stored as ${row.delivery_key}`;
  if (row.actual !== line.sha256 || row.stated !== line.sha256) return "other bytes are stored";
  if (row.state === null) return "in the inbox, never processed";
  if (row.answers < answersDue(line)) return "no acknowledgement was made for its group";
  return timesTold === 0 ? `${row.state}, its event is not on the timeline` : null;
}

/** One 997 per X12 group received. */
const answersDue = (line: { readonly partner: string }) => (line.partner === "soak-parcel" ? 0 : 1);

function doubledOf(
  ledger: readonly LedgerLine[],
  stored: readonly StoredRow[],
  facts: readonly { fact: string; times: number }[],
  shipments: { readonly made: number; readonly wanted: number },
): string[] {
  const found: string[] = [];
  const keys = new Set<string>();
  for (const { slug, delivery_key, stated, answers } of stored) {
    const key = `${slug} ${stated}`;
    if (keys.has(key)) found.push(`doubled: ${slug} ${delivery_key} is in the inbox twice`);
    keys.add(key);
    if (answers > answersDue({ partner: slug }))
      found.push(`doubled: ${slug} ${delivery_key} was answered ${answers} times`);
  }
  const told = new Set(ledger.map((line) => line.fact));
  for (const { fact, times } of facts) {
    if (times > 1) found.push(`doubled: ${fact} is on the timeline ${times} times`);
    if (!told.has(fact)) found.push(`doubled: ${fact} is on the timeline, and nobody acknowledged it`);
  }
  if (stored.length > ledger.length)
    found.push(`doubled: ${stored.length} messages in the inbox, ${ledger.length} acknowledged`);
  if (shipments.made !== shipments.wanted)
    found.push(`doubled: ${shipments.made} shipments were made of ${shipments.wanted}`);
  return found;
}

const KEPT = "select key, sum(count)::int as n from shipment_count group by key having sum(count) <> 0";
const SCANNED = `
  select key, count(*)::int as n from shipment_state cross join lateral (values ('all'), ('attention:' || attention_kind),
    ('stage:' || stage), (case when open then 'open' end)) as k(key) where key is not null group by key`;

/** Kept counts that a scan does not confirm, read at one moment. */
export async function wrongCounts(db: Database): Promise<string[]> {
  const { rows } = await db.$client.query<{ key: string; kept: number; scanned: number }>(
    `select key, coalesce(kept.n, 0) as kept, coalesce(scanned.n, 0) as scanned
      from (${KEPT}) as kept full join (${SCANNED}) as scanned using (key) where kept.n is distinct from scanned.n`,
  );
  return rows.map(({ key, kept, scanned }) => `count ${key}: kept ${kept}, scanned ${scanned}`);
}

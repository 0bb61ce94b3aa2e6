import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connection } from "@/db/schema/connection";
import { odooConnection } from "@/db/schema/odoo";
import type { OdooClient, OdooRecord } from "@/lib/connectors/odoo/client/odoo-client";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { LEASE_MS } from "./command-deps";
import type { CommandInput } from "./command-input";
import { reconcileCommands } from "./reconcile-commands";
import { findDueConnections, runCommands } from "./run-commands";
import { type CommandFixture, commandFixture } from "./testing/command-fixture";

const MINUTES = 60_000;
const away = new OdooError("connection", "Odoo does not answer.");

describe("two Odoos beside each other", () => {
  let fixture: CommandFixture;
  let other = "";
  beforeAll(async () => {
    fixture = await commandFixture(() => Promise.reject(away));
    other = await addConnection(fixture);
  });
  afterAll(() => fixture?.close());
  beforeEach(async () => {
    await fixture.db.execute(sql`delete from command`);
    await fixture.db.execute(sql`delete from connection_breaker`);
  });
  const note = (connectionId: string, pickingId: number): CommandInput => ({
    kind: "status_note",
    connectionId,
    businessKey: [`WH/OUT/${pickingId}`, randomUUID()],
    payload: { companyId: 1, pickingId, text: "x" },
  });
  const openBreaker = (connectionId: string) =>
    fixture.db.execute(sql`insert into connection_breaker (company_id, connection_id, state, failures, retry_at, changed_at)
      values (${fixture.companyId}, ${connectionId}, 'open', 3, now() + interval '1 hour', now())`);
  const owner = (connectionId: string) => ({ companyId: fixture.companyId, connectionId });

  it("are asked for their own: one whose breaker is open is not looked at, the other is told", async () => {
    await fixture.enqueue(note(fixture.connectionId, 1));
    await fixture.enqueue(note(other, 2));
    await openBreaker(fixture.connectionId);
    expect(await findDueConnections(fixture.deps)).toEqual([owner(other)]);
    expect(await runCommands(fixture.deps, owner(fixture.connectionId))).toBe(false);
    expect(await runCommands(fixture.deps)).toBe(true);
  });

  it("don't wait for each other's claims", async () => {
    await fixture.enqueue(note(other, 2));
    const held = fixture.db.transaction(async (tx) => {
      await tx.execute(
        sql`select pg_advisory_xact_lock(${0x636d_6473}::int, hashtext(${fixture.connectionId}))`,
      );
      return runCommands(fixture.deps, owner(other));
    });
    expect(await held).toBe(true);
  });

  it("keep a lease from a worker whose clock is ahead", async () => {
    await fixture.enqueue(note(other, 2));
    const { leaseNow: _moved, ...ownClock } = fixture.deps;
    await fixture.db.execute(
      sql`update command set leased_until = now() + interval '60 seconds', next_try_at = now() + interval '60 seconds'`,
    );
    const ahead = { ...ownClock, now: () => new Date(Date.now() + LEASE_MS + 5_000) };
    expect(await runCommands(ahead)).toBe(false);
    await fixture.db.execute(sql`update command set leased_until = now() - interval '1 second'`);
    expect(await runCommands(ahead)).toBe(true);
  });

  it("are read again each on its own: one that is away starves no other, and why is noted", async () => {
    const settledAt = new Date(fixture.deps.now().getTime() - 60 * MINUTES);
    await fixture.db.execute(sql`
      insert into command (company_id, id, connection_id, operation_key, kind, document_key, payload, state, requested_by, requested_at, settled_at, checked_at, result)
      select ${fixture.companyId}, gen_random_uuid(), case when n <= 600 then ${fixture.connectionId}::uuid else ${other}::uuid end, 'k' || n,
        'vendor_bill', 'k' || n, '{"companyId": 1}', 'confirmed', 'test', ${settledAt}, ${settledAt},
        ${settledAt}::timestamptz + case when n <= 600 then interval '0' else interval '1 minute' end,
        jsonb_build_object('model', 'account.move', 'id', n, 'name', 'BILL/' || n, 'state', 'posted')
      from generate_series(1, 603) n`);
    const there = { searchRead: async () => [] as readonly OdooRecord[] } as unknown as OdooClient;
    const openClient = async ({ connectionId }: { connectionId: string }) => {
      if (connectionId === other) return there;
      throw away;
    };
    expect(await reconcileCommands({ ...fixture.deps, openClient })).toBe(3);
    const { rows } = await fixture.db.execute(sql`
      select error_class as class, min(error) as error, count(*)::int as count from command where connection_id = ${fixture.connectionId}
        group by 1 order by 1 nulls last`);
    expect(rows).toEqual([
      {
        class: "unread",
        error: "Could not be read again since it was done: Odoo does not answer.",
        count: 500,
      },
      { class: null, error: null, count: 100 },
    ]);
    // The next round takes those whose turn it is, then nothing is left to read.
    expect(await reconcileCommands({ ...fixture.deps, openClient })).toBe(0);
    const left = await fixture.db.execute(sql`select from command where error_class is null`);
    expect(left.rows).toEqual([]);
  });
});

async function addConnection({ db, companyId }: CommandFixture): Promise<string> {
  const id = randomUUID();
  await db.insert(connection).values({
    id,
    companyId,
    slug: "odoo-2",
    name: "Odoo 2",
    dialect: "odoo",
    partnerKind: "erp",
    verification: { scheme: "none" },
    maxBodyBytes: 1024,
  });
  await db.insert(odooConnection).values({
    companyId,
    connectionId: id,
    baseUrl: "http://127.0.0.1:8070",
    database: "second",
    settings: DEFAULT_ODOO_SETTINGS,
  });
  return id;
}

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimCommands } from "@/db/queries/commands/claim-commands";
import { inTransaction } from "@/db/transaction";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import {
  drainConnection,
  pauseConnection,
  resumeConnection,
} from "@/lib/usecases/connections/hold-connection";
import { findDueConnections } from "./run-commands";
import { type CommandFixture, commandFixture } from "./testing/command-fixture";

const DOCUMENTS = 500;
const COMMANDS = 5_000;

let fixture: CommandFixture;
beforeAll(async () => {
  fixture = await commandFixture(() => Promise.reject(new OdooError("connection", "Odoo does not answer.")));
});
afterAll(() => fixture?.close());
beforeEach(async () => {
  for (const table of ["command", "connection_breaker", "connection_hold"])
    await fixture.db.execute(sql.raw(`delete from ${table}`));
});

const owner = () => ({ companyId: fixture.companyId, connectionId: fixture.connectionId });
const note = (pickingId: number) =>
  fixture.enqueue({
    ...{ kind: "status_note", connectionId: fixture.connectionId },
    ...{
      businessKey: [`WH/OUT/${pickingId}`, randomUUID()],
      payload: { companyId: 1, pickingId, text: "x" },
    },
  });
const claim = (limit: number) =>
  inTransaction(fixture.db, (tx) => {
    const [now, leaseNow] = [fixture.deps.now(), new Date()];
    const leasedUntil = new Date(leaseNow.getTime() + 60_000);
    return claimCommands(tx, { owner: randomUUID(), connection: owner(), now, leaseNow, leasedUntil, limit });
  });

describe("commands to an Odoo that is paused", () => {
  const held = async () => {
    const { rows } = await fixture.db.execute<{ since: string }>(
      sql`select held_since as since from connection_hold`,
    );
    return rows[0] ? new Date(rows[0].since).toISOString() : null;
  };
  const input = async () => ({
    connectionId: fixture.connectionId,
    reason: "the books are being closed",
    seenSince: await held(),
  });

  it("wait, go out when what waits is let through, and wait again when they come after", async () => {
    await pauseConnection(fixture.contextOf("it"), await input());
    const early = await note(1);
    expect(await findDueConnections(fixture.deps)).toEqual([]);
    expect(await claim(10)).toEqual([]);
    await drainConnection(fixture.contextOf("it"), await input());
    fixture.wait(1_000);
    const late = await note(2);
    expect((await claim(10)).map(({ id }) => id)).toEqual([early.id]);
    expect(await claim(10)).toEqual([]);
    await resumeConnection(fixture.contextOf("it"), await input());
    expect((await claim(10)).map(({ id }) => id)).toEqual([late.id]);
  });
});

describe("5,000 commands to an Odoo that was away", () => {
  it("wait while its breaker is open, and go out in the order of each document when it is back", async () => {
    await fixture.db.execute(sql`
      insert into command (company_id, id, connection_id, operation_key, kind, document_key, payload, state, requested_by, requested_at, next_try_at)
      select ${fixture.companyId}, gen_random_uuid(), ${fixture.connectionId}, 'k' || n, 'status_note', 'stock.picking,' || n % ${sql.raw(String(DOCUMENTS))},
        '{"companyId": 1}', 'pending', 'test', now(), now() - random() * interval '1 minute' from generate_series(1, ${sql.raw(String(COMMANDS))}) n`);
    // As autovacuum does within a minute of such a flood.
    await fixture.db.execute(sql`analyze command`);
    await fixture.db.execute(sql`insert into connection_breaker (company_id, connection_id, state, failures, retry_at, changed_at)
      values (${fixture.companyId}, ${fixture.connectionId}, 'open', 3, now() + interval '1 hour', now())`);
    expect(await claim(DOCUMENTS)).toEqual([]);
    await fixture.db.execute(sql`update connection_breaker set state = 'closed'`);
    const told: string[] = [];
    for (let claimed = await claim(DOCUMENTS); claimed.length > 0; claimed = await claim(DOCUMENTS)) {
      told.push(...claimed.map(({ id }) => id));
      await fixture.db.execute(
        sql`update command set state = 'confirmed', next_try_at = null, leased_until = null where leased_until is not null`,
      );
    }
    const { rows } = await fixture.db.execute<{ id: string; document: string; position: number }>(
      sql`select id, document_key as document, position::float8 as position from command`,
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    expect(told).toHaveLength(COMMANDS);
    const last = new Map<string, number>();
    for (const id of told) {
      const row = known.get(id);
      expect(row?.position).toBeGreaterThan(last.get(row?.document ?? "") ?? 0);
      last.set(row?.document ?? "", row?.position ?? 0);
    }
    expect(last.size).toBe(DOCUMENTS);
  }, 120_000);
});

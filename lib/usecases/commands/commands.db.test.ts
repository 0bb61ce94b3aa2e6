import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import { OdooError, type OdooErrorKind } from "@/lib/connectors/odoo/client/odoo-error";
import { ConflictError, ForbiddenError, InvalidError } from "@/lib/domain/app-error";
import { LEASE_MS } from "./command-deps";
import type { CommandInput } from "./command-input";
import { enqueueCommand } from "./enqueue-command";
import { retryCommand } from "./retry-command";
import { runCommands } from "./run-commands";
import { type CommandFixture, commandFixture } from "./testing/command-fixture";
import { withdrawCommand } from "./withdraw-command";

let fixture: CommandFixture;
/** What opening the client meets: the way to Odoo, not Odoo, is what these tests are about. */
let trouble: OdooErrorKind = "connection";

beforeAll(async () => {
  fixture = await commandFixture(async () => {
    throw new OdooError(trouble, `no Odoo: ${trouble}`);
  });
});
afterAll(() => fixture?.close());
beforeEach(async () => {
  trouble = "connection";
  await fixture.db.execute(sql`delete from command`);
  await fixture.db.execute(sql`delete from connection_breaker`);
});

const note = (pickingId: number, text: string, subject = text): CommandInput => ({
  kind: "status_note",
  connectionId: fixture.connectionId,
  businessKey: [`WH/OUT/${pickingId}`, subject],
  payload: { companyId: 1, pickingId, text },
});
const reason = "a person's reason";

describe("a command that is given", () => {
  it("is the same command when it is given again, with one audit row", async () => {
    const first = await fixture.enqueue(note(7, "Held at the gate"));
    const second = await fixture.enqueue(note(7, "Held at the gate"));
    expect(second).toEqual({ ...first, isNew: false });
    const { rows } = await fixture.db.execute(
      sql`select action, after ->> 'operationKey' as key from audit_log where subject_id = ${first.id}`,
    );
    expect(rows).toEqual([{ action: "command.request", key: "status_note/WH%2FOUT%2F7/HELD AT THE GATE" }]);
  });

  it("is refused when its key was used with another content, and says which command that was", async () => {
    const { id } = await fixture.enqueue(note(7, "Held", "gate"));
    const other = fixture.enqueue(note(7, "Released", "gate"));
    await expect(other).rejects.toThrow(ConflictError);
    await expect(fixture.enqueue(note(7, "Released", "gate"))).rejects.toThrow(id);
  });

  it("given by two at the same moment is one command", async () => {
    const both = await Promise.all([fixture.enqueue(note(8, "twin")), fixture.enqueue(note(8, "twin"))]);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(both[0].id).toBe(both[1].id);
  });

  it("is not stored when the caller's transaction fails", async () => {
    const { actor, now } = {
      actor: { kind: "system", job: "test", companyId: fixture.companyId },
      now: fixture.deps.now,
    } as const;
    const failing = inTransaction(fixture.db, async (tx) => {
      await enqueueCommand(tx, { actor, now }, note(9, "never"));
      throw new Error("the caller failed");
    });
    await expect(failing).rejects.toThrow("the caller failed");
    expect(await fixture.commands()).toEqual([]);
  });

  it("is refused without the permission, without its business key and when an entry is out of balance", async () => {
    const person = fixture.contextOf("dispatcher");
    const forbidden = inTransaction(fixture.db, (tx) => enqueueCommand(tx, person, note(1, "x")));
    await expect(forbidden).rejects.toThrow(ForbiddenError);
    await expect(fixture.enqueue({ ...note(1, "x"), businessKey: ["WH/OUT/1"] })).rejects.toThrow(
      InvalidError,
    );
    const line = { name: "Freight", accountCode: "600000" };
    const entry: CommandInput = {
      kind: "accrual_entry",
      connectionId: fixture.connectionId,
      businessKey: ["SHP-1", "linehaul"],
      payload: {
        companyId: 1,
        journalCode: "MISC",
        date: "2026-11-20",
        reference: "SHP-1",
        lines: [
          { ...line, debit: "0.1", credit: "0" },
          { ...line, debit: "0", credit: "0.2" },
        ],
      },
    };
    await expect(fixture.enqueue(entry)).rejects.toThrow(/debit and credit must be equal/);
  });
});

describe("commands of one document", () => {
  it("go one at a time in the order they were given, others beside them", async () => {
    for (const text of ["first", "second", "third"]) await fixture.enqueue(note(7, text));
    await fixture.enqueue(note(8, "beside"));
    const began: string[] = [];
    const onStep = async (step: string, key: string) => {
      if (step === "claimed") began.push(key.split("/").at(-1) ?? "");
    };
    await runCommands({ ...fixture.deps, onStep });
    expect(began.sort()).toEqual(["BESIDE", "FIRST"]);
    // The first waits for its next try and holds the others back.
    expect(await runCommands({ ...fixture.deps, onStep })).toBe(false);
  });

  it("are not held back by one that was rejected or withdrawn", async () => {
    const { id } = await fixture.enqueue(note(7, "first"));
    await fixture.enqueue(note(7, "second"));
    const it = fixture.contextOf("it");
    await withdrawCommand(it, { commandId: id, expectedVersion: 1, reason });
    trouble = "caller_bug";
    await runCommands(fixture.deps);
    expect((await fixture.commands()).map(({ state }) => state)).toEqual(["cancelled", "rejected"]);
  });

  it("wait while the connection is switched off, and while nobody answers nothing is lost", async () => {
    const { id } = await fixture.enqueue(note(7, "waits"));
    await fixture.db.execute(sql`update connection set enabled = false`);
    expect(await runCommands(fixture.deps)).toBe(false);
    await fixture.db.execute(sql`update connection set enabled = true`);
    for (let tries = 0; tries < 6; tries += 1) {
      await runCommands(fixture.deps);
      fixture.wait(600_000);
    }
    expect(await fixture.commands()).toEqual([
      expect.objectContaining({ state: "pending", attempts: 0, tries: 6, errorClass: "connection" }),
    ]);
    // The same failure again is counted, not kept again.
    const { rows } = await fixture.db.execute(
      sql`select outcome from command_attempt where command_id = ${id}`,
    );
    expect(rows).toEqual([{ outcome: "pending" }]);
  });
});

describe("a command that Odoo ends with an exception of its own", () => {
  const exception = "odoo.addons.acme.errors.BookingClosed";
  const poison = {
    searchRead: async () => [],
    read: async () => ({ records: [{ id: 7, name: "WH/OUT/7" }], missing: [] }),
    load: async () => {
      throw new OdooError("uncertain", "Booking is closed for November.", { status: 500, exception });
    },
  } as unknown as OdooClient;

  it("is rejected in Odoo's words after one look that finds nothing, and says nothing against the connection", async () => {
    for (const text of ["one", "two", "three", "four"]) await fixture.enqueue(note(7, text));
    const deps = { ...fixture.deps, openClient: async () => poison };
    while (await runCommands(deps)) {
      // One at a time, as they are of one document.
    }
    const commands = await fixture.commands();
    expect(commands).toHaveLength(4);
    for (const command of commands)
      expect(command).toMatchObject({
        state: "rejected",
        attempts: 1,
        error: "Booking is closed for November.",
      });
    const { rows } = await fixture.db.execute(
      sql`select failures from connection_breaker where failures > 0`,
    );
    expect(rows).toEqual([]);
  });

  it("stays uncertain when the database under Odoo was away", async () => {
    await fixture.enqueue(note(7, "one"));
    const load = async () => {
      throw new OdooError("uncertain", "lost", { status: 500, exception: "psycopg2.OperationalError" });
    };
    await runCommands({ ...fixture.deps, openClient: async () => ({ ...poison, load }) });
    expect(await fixture.commands()).toEqual([expect.objectContaining({ state: "uncertain" })]);
  });
});

describe("a command whose worker is gone", () => {
  it("is uncertain once the lease ran out after the intent, and nobody else touches it before", async () => {
    const { id } = await fixture.enqueue(note(7, "lost"));
    await fixture.db.execute(sql`
      update command set state = 'sent', leased_until = ${new Date(fixture.deps.now().getTime() + LEASE_MS)},
        next_try_at = ${new Date(fixture.deps.now().getTime() + LEASE_MS)} where id = ${id}`);
    expect(await runCommands(fixture.deps)).toBe(false);
    fixture.wait(LEASE_MS + 1);
    expect(await runCommands(fixture.deps)).toBe(true);
    expect(await fixture.commands()).toEqual([expect.objectContaining({ state: "uncertain" })]);
  });
});

describe("a person who decides on a command", () => {
  it("sends a rejected one again behind what was given meanwhile, with a reason in the audit log", async () => {
    const { id } = await fixture.enqueue(note(7, "first"));
    trouble = "caller_bug";
    await runCommands(fixture.deps);
    await fixture.enqueue(note(7, "second"));
    const [rejected] = await fixture.commands();
    const input = { commandId: id, expectedVersion: rejected?.version ?? 0, reason };
    await expect(retryCommand(fixture.contextOf("finance"), input)).rejects.toThrow(ForbiddenError);
    await retryCommand(fixture.contextOf("it"), input);
    await expect(retryCommand(fixture.contextOf("it"), input)).rejects.toThrow(/changed since you opened it/);
    expect(
      (await fixture.commands()).map(({ payload, state }) =>
        "text" in payload ? [payload.text, state] : [],
      ),
    ).toEqual([
      ["second", "pending"],
      ["first", "pending"],
    ]);
    const { rows } = await fixture.db.execute(
      sql`select reason, before, after ->> 'state' as state from audit_log where subject_id = ${id} and action = 'command.retry'`,
    );
    expect(rows).toEqual([{ reason, before: { state: "rejected" }, state: "pending" }]);
  });

  it("can't withdraw one that was ever sent, and reads what stands in Odoo", async () => {
    const { id } = await fixture.enqueue(note(7, "first"));
    const it = fixture.contextOf("it");
    await fixture.db.execute(sql`update command set attempts = 1`);
    const withdraw = () => withdrawCommand(it, { commandId: id, expectedVersion: 1, reason });
    await expect(withdraw()).rejects.toThrow(/was sent before.*nothing of it was there/);
    const draft = { model: "account.move", id: 9, name: null, state: "draft" };
    await fixture.db.execute(sql`update command set result = ${JSON.stringify(draft)}::jsonb`);
    await expect(withdraw()).rejects.toThrow(
      /In Odoo stands account.move 9 \(draft\): cancel or remove it there/,
    );
  });

  it("can't withdraw one that is under way, nor one that may have been carried out", async () => {
    const { id } = await fixture.enqueue(note(7, "first"));
    const it = fixture.contextOf("it");
    await fixture.db.execute(sql`update command set leased_until = now() + interval '1 day'`);
    await expect(withdrawCommand(it, { commandId: id, expectedVersion: 1, reason })).rejects.toThrow(
      /under way/,
    );
    await fixture.db.execute(sql`update command set leased_until = null, state = 'uncertain'`);
    await expect(withdrawCommand(it, { commandId: id, expectedVersion: 1, reason })).rejects.toThrow(
      /uncertain/,
    );
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { selectBreaker } from "@/db/queries/odoo/breaker";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { type InboxFixture, inboxFixture } from "@/lib/usecases/inbox/testing/inbox-fixture";
import { BreakerOpenError, withBreaker } from "./breaker";

const away = new OdooError("connection", "Odoo does not answer.");

describe("calls to an Odoo", () => {
  let fixture: InboxFixture;
  let owner: { companyId: number; connectionId: string };
  let at = new Date();
  beforeAll(async () => {
    fixture = await inboxFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(() => {
    owner = { companyId: fixture.companyId, connectionId: randomUUID() };
    at = new Date("2026-11-20T08:00:00Z");
  });

  const call = <T>(work: () => Promise<T>) => withBreaker(fixture.db, owner, () => at, work);
  const fail = (error: Error = away) =>
    call(() => Promise.reject(error)).then(
      () => expect.fail("did not fail"),
      (thrown: unknown) => thrown,
    );
  const open = async () => {
    for (let n = 0; n < 3; n += 1) await fail();
  };
  const breaker = () => selectBreaker(fixture.db, owner);

  it("stop after three failures in a row, and nothing is sent while it is open", async () => {
    await open();
    let sent = false;
    const refused = await call(async () => {
      sent = true;
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BreakerOpenError);
    expect(refused).toMatchObject({ message: "Odoo does not answer.", errorClass: "connection" });
    expect(sent).toBe(false);
    expect(await breaker()).toMatchObject({ state: "open", failures: 3, openedAt: at });
  });

  it("are not stopped by what Odoo refuses, nor by faults of ours", async () => {
    for (const kind of ["permission", "validation", "caller_bug", "locked", "missing"] as const)
      for (let n = 0; n < 3; n += 1) await fail(new OdooError(kind, "no"));
    for (let n = 0; n < 3; n += 1) await fail(new Error("ours"));
    expect((await breaker())?.state ?? "closed").toBe("closed");
  });

  it("with one user's key refused leave those of the other user alone", async () => {
    for (let n = 0; n < 5; n += 1) await fail(new OdooError("authentication", "The key is wrong."));
    expect((await breaker())?.state ?? "closed").toBe("closed");
  });

  it("that Odoo itself names as failed are not taken for an Odoo that is away", async () => {
    const broken = new OdooError("uncertain", "Odoo failed.", {
      status: 500,
      exception: "odoo.addons.x.Broken",
    });
    for (let n = 0; n < 5; n += 1) await fail(broken);
    expect((await breaker())?.state ?? "closed").toBe("closed");
  });

  it("go through one at a time when it is tried again, whoever tries", async () => {
    await open();
    at = new Date(at.getTime() + 60_000);
    let sent = 0;
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let refused = 0;
    const tries = Array.from({ length: 8 }, () =>
      call(async () => {
        sent += 1;
        await slow;
      }).catch((error: unknown) => {
        refused += 1;
        return error;
      }),
    );
    await expect.poll(() => refused).toBe(7);
    expect((await breaker())?.state).toBe("half_open");
    answer();
    expect((await Promise.all(tries)).filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(sent).toBe(1);
    expect(await breaker()).toMatchObject({ state: "closed", failures: 0, error: null });
  });

  it("wait longer when the try fails, and go on when Odoo answers, be it with a refusal", async () => {
    await open();
    const first = (await breaker())?.retryAt?.getTime() ?? 0;
    at = new Date(first);
    await fail();
    expect((await breaker())?.retryAt?.getTime()).toBeGreaterThan(first + 9_000);
    at = new Date(at.getTime() + 60_000);
    await fail(new OdooError("permission", "no"));
    expect((await breaker())?.state).toBe("closed");
  });

  it("count each failure once where several fail together", async () => {
    await Promise.all([fail(), fail()]);
    expect(await breaker()).toMatchObject({ state: "closed", failures: 2 });
  });
});

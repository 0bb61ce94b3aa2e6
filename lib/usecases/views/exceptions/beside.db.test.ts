import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockVerdict } from "@/db/schema/clock";
import { planBulk } from "@/lib/usecases/exceptions/bulk/plan-bulk";
import { resolveException } from "@/lib/usecases/exceptions/resolve-exception";
import {
  type ExceptionWorld,
  exceptionWorld,
  finding,
} from "@/lib/usecases/exceptions/testing/exception-world";
import { bulkItems } from "@/lib/usecases/views/bulk/bulk-items";
import { allRunbooks } from "./all-runbooks";
import { openException } from "./open-exception";
import { promiseTold } from "./promise-told";
import { shipmentExceptions } from "./shipment-exceptions";

let world: ExceptionWorld;
beforeAll(async () => {
  world = await exceptionWorld();
});
afterAll(() => world.close());

const DUE = "2026-11-20T08:00:00.000Z";

async function lateShipment(customer: string | null = null): Promise<string> {
  const subjectId = uuidv7();
  await world.look({ subjectId, customer, findings: [finding({ dueAt: Date.parse(DUE) })] });
  return subjectId;
}

describe("what stands beside an exception", () => {
  it("tells the promise it breaks as it was judged last, and no other company's", async () => {
    const [ctx, stranger] = [await world.person("dispatcher"), await world.stranger("lead")];
    const shipmentId = await lateShipment();
    const verdict = (
      kind: "delivery" | "pickup",
      judgedAt: string,
      explanation: string,
      id = shipmentId,
    ) => ({
      ...{
        companyId: world.companyId,
        id: uuidv7(),
        shipmentId: id,
        kind,
        stop: 2,
        state: "breached" as const,
      },
      ...{ before: null, cause: "time" as const, policyId: uuidv7(), policyVersion: 1, eventId: null },
      ...{ dueAt: new Date(DUE), judgedAt: new Date(judgedAt), explanation },
    });
    await world.db
      .insert(clockVerdict)
      .values([
        verdict("delivery", "2026-11-20T08:00:00Z", "told first"),
        verdict("delivery", "2026-11-20T09:00:00Z", "told last"),
        verdict("pickup", "2026-11-20T09:30:00Z", "another promise"),
        verdict("delivery", "2026-11-20T09:40:00Z", "another shipment", uuidv7()),
      ]);
    const [row] = await shipmentExceptions(ctx, shipmentId);
    if (!row) throw new Error("no exception");
    expect(await promiseTold(ctx, row)).toEqual({
      explanation: "told last",
      judgedAt: "2026-11-20T09:00:00.000Z",
    });
    expect(await promiseTold(ctx, { ...row, dueAt: null })).toBeNull();
    expect(await promiseTold(ctx, { ...row, kind: "damaged" })).toBeNull();
    expect(await promiseTold(stranger, row)).toBeNull();
  });

  it("shows on a shipment what is not settled, and nothing of it to another company", async () => {
    const [ctx, stranger] = [await world.person("finance"), await world.stranger("admin")];
    const shipmentId = await lateShipment();
    const [row] = await shipmentExceptions(ctx, shipmentId);
    expect(row).toMatchObject({ kind: "late_delivery", state: "open" });
    expect(await shipmentExceptions(stranger, shipmentId)).toEqual([]);
    await resolveException(ctx, { exceptionId: row?.id ?? "", expectedVersion: 1, note: "It was there" });
    expect(await shipmentExceptions(ctx, shipmentId)).toEqual([]);
  });

  it("leaves a list usable when the address names nothing, or an exception of another company", async () => {
    const [ctx, stranger] = [await world.person("it"), await world.stranger("it")];
    const [row] = await shipmentExceptions(ctx, await lateShipment());
    expect(await openException(ctx, row?.id ?? "")).toMatchObject({ id: row?.id });
    for (const given of ["not-an-id", uuidv7()]) expect(await openException(ctx, given)).toBeNull();
    expect(await openException(stranger, row?.id ?? "")).toBeNull();
  });

  it("has a runbook of every kind at hand", async () => {
    const books = await allRunbooks(await world.person("customer_service"));
    expect(books).toHaveLength(26);
    expect(books.every(({ versions }) => versions[0]?.markdown.includes("### Whom to call"))).toBe(true);
  });
});

describe("the items of a run", () => {
  it("come fifty at a time in the order of the plan, forwards and back", async () => {
    const ctx = await world.person("lead");
    for (let made = 0; made < 60; made += 1) await lateShipment("Paged Foods");
    const run = await planBulk(ctx, {
      filter: { tab: "open", customer: "Paged Foods" },
      input: { action: "acknowledge" },
    });
    const first = await bulkItems(ctx, run.id, 0);
    expect(first.rows.map(({ position }) => position)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(first).toMatchObject({ before: null, after: 50 });
    const second = await bulkItems(ctx, run.id, first.after ?? 0);
    expect(second.rows).toHaveLength(10);
    expect(second).toMatchObject({ before: 0, after: null });
    expect((await bulkItems(await world.stranger("lead"), run.id, 0)).rows).toEqual([]);
    const clerk = await world.person("customer_service");
    await expect(bulkItems(clerk, run.id, 0)).rejects.toMatchObject({ code: "forbidden" });
  });
});

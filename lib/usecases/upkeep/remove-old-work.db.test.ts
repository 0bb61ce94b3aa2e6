import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bulkItem, bulkRun } from "@/db/schema/exception";
import { noticeItem } from "@/db/schema/notice";
import { assignException } from "@/lib/usecases/exceptions/assign-exception";
import { type NoticeWorld, noticeWorld } from "@/lib/usecases/notices/testing/notice-world";
import { removeOldWork } from "./remove-old-work";

const DAY = 86_400_000;

let world: NoticeWorld;
beforeAll(async () => {
  world = await noticeWorld();
});
afterAll(() => world.close());

const clean = () => removeOldWork({ db: world.db, now: () => world.clock.now, keepDays: 90 });

it("a notice goes when it is old and over; what waits or still stands is kept, and told no second time", async () => {
  const lead = await world.add("lena@acme.example", "lead");
  const other = await world.add("otto@acme.example", "dispatcher");
  const given = async () => {
    const [id = ""] = await world.open([{}]);
    await assignException(lead, { exceptionId: id, expectedVersion: 1, assigneeId: other.userId });
    return id;
  };
  const [over, stands] = [await given(), await given()];
  await world.gather();
  await world.send();
  await world.turn([over], { state: "resolved" });
  await world.gather();
  // That it is over is told when it has stayed so for a while.
  world.wait(10 * 60_000);
  await world.gather();
  await world.send();
  const before = await world.notices();
  expect(before.map(({ kind }) => kind).sort()).toEqual(["assigned", "assigned", "recovered"]);

  world.wait(89 * DAY);
  await clean();
  expect(await world.notices()).toHaveLength(3);
  world.wait(2 * DAY);
  const waits = await given();
  await world.gather();
  await world.db.execute(
    sql`update notice set created_at = created_at - interval '1 year' where state = 'waiting'`,
  );
  await clean();
  expect((await world.notices()).map(({ href }) => href)).toEqual(
    expect.arrayContaining([`/exceptions/${stands}`, `/exceptions/${waits}`]),
  );
  expect(await world.notices()).toHaveLength(2);
  expect(await world.db.select().from(noticeItem).where(eq(noticeItem.exceptionId, over))).toEqual([]);
  await world.turn([stands], { summary: "still there" });
  await world.gather();
  expect(await world.notices()).toHaveLength(2);
});

it("a bulk run goes with its items when it is old, never one that runs", async () => {
  const add = async (state: "running" | "stopping" | "done" | "planned", days: number) => {
    const id = uuidv7();
    const plannedAt = new Date(world.clock.now.getTime() - days * DAY);
    await world.db.insert(bulkRun).values({
      ...{ companyId: world.companyId, id, action: "resolve", input: {}, filter: {}, state, plannedAt },
      ...{ requestedById: uuidv7(), requestedBy: "Lena", requestedByRole: "lead", itemCount: 1, leftOut: [] },
    });
    await world.db.insert(bulkItem).values({
      ...{ companyId: world.companyId, runId: id, position: 0, subjectId: uuidv7(), subjectVersion: 1 },
      ...{ label: "SHP-1", state: "done" },
    });
    return id;
  };
  await add("done", 91);
  await add("planned", 200);
  const kept = [await add("done", 89), await add("running", 400), await add("stopping", 400)];
  await clean();
  const runs = await world.db.select({ id: bulkRun.id }).from(bulkRun);
  const items = await world.db.select({ id: bulkItem.runId }).from(bulkItem);
  expect(runs.map(({ id }) => id).sort()).toEqual([...kept].sort());
  expect(items.map(({ id }) => id).sort()).toEqual([...kept].sort());
});

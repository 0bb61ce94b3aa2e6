import { afterAll, beforeAll, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { ROLES } from "@/lib/domain/access/role";
import { type ExceptionWorld, exceptionWorld } from "@/lib/usecases/exceptions/testing/exception-world";
import { overview } from "@/lib/usecases/views/overview/overview";
import { changeOtifTarget } from "./change-otif-target";

let world: ExceptionWorld;
beforeAll(async () => {
  world = await exceptionWorld();
});
afterAll(() => world.close());

const target = async (ctx: Parameters<typeof overview>[0]) => (await overview(ctx, { days: 14 })).target;

it("a lead sets the target with a reason; the overview shows it and who set it, of this company alone", async () => {
  const lead = await world.person("lead", "Lena");
  expect(await target(lead)).toMatchObject({ permille: 920, version: 0, changedBy: null, mayEdit: true });
  const wish = { targetPermille: 955, reason: "Retail contract of 2027", expectedVersion: 0 };
  expect(await changeOtifTarget(lead, wish)).toBe(1);
  expect(await target(lead)).toMatchObject({
    ...{ permille: 955, version: 1, changedBy: "Lena", reason: "Retail contract of 2027" },
    changedAt: world.now().toISOString(),
  });
  expect(await target(await world.stranger("lead"))).toMatchObject({ permille: 920, version: 0 });
  const [entry] = await world.db.select().from(auditLog);
  expect(entry).toMatchObject({
    action: "target.change",
    before: { targetPermille: 920 },
    after: { targetPermille: 955 },
  });
  // The slower of two is told, and sets nothing.
  await expect(changeOtifTarget(lead, { ...wish, targetPermille: 900 })).rejects.toMatchObject({
    code: "conflict",
  });
});

it("others read it only, and what is no target is refused", async () => {
  const wish = { targetPermille: 940, reason: "because", expectedVersion: 1 };
  for (const role of ROLES) {
    if (role === "lead" || role === "admin") continue;
    const ctx = await world.person(role);
    expect((await target(ctx)).mayEdit, role).toBe(false);
    await expect(changeOtifTarget(ctx, wish)).rejects.toMatchObject({ code: "forbidden" });
  }
  const lead = await world.person("lead");
  for (const targetPermille of [499, 1_001, 92.5, Number.NaN])
    await expect(changeOtifTarget(lead, { ...wish, targetPermille })).rejects.toMatchObject({
      code: "invalid",
    });
});

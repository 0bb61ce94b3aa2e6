import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { roleMay } from "@/lib/domain/access/permission";
import { ROLES } from "@/lib/domain/access/role";
import { flowSettingsPage } from "@/lib/usecases/views/flows/settings-page";
import { changeFlowSettings } from "./change-flow-settings";
import { flowSettings } from "./flow-settings";
import { type FlowWorld, flowWorld } from "./testing/flow-world";

let world: FlowWorld;
beforeAll(async () => {
  world = await flowWorld([]);
});
afterAll(() => world.close());

const change = (settings: Record<string, unknown>, expectedVersion: number) => ({
  flow: "bill_on_delivery" as const,
  ...{ settings, expectedVersion, reason: "the auditors ask for it" },
});

describe("the settings of a flow", () => {
  it("are a new version each time, in force at once, with who and why on the audit log", async () => {
    const lead = await world.person("lead");
    const wanted = { approvesAll: false, approveAboveMinor: { USD: 500_000 } };
    expect(await changeFlowSettings(lead, change(wanted, 0))).toBe(1);
    expect(await flowSettings(world.db, world.companyId, "bill_on_delivery")).toMatchObject({
      ...wanted,
      waitDays: 7,
    });
    expect(await changeFlowSettings(lead, change({ ...wanted, waitDays: 3 }, 1))).toBe(2);
    const { lines, mayEdit } = await flowSettingsPage(lead);
    expect(mayEdit).toBe(true);
    expect(lines.find(({ flow }) => flow === "bill_on_delivery")).toMatchObject({
      ...{ version: 2, changedBy: lead.actor.name, reason: "the auditors ask for it" },
      settings: { waitDays: 3, enabled: true },
    });
    const entries = await world.db.select().from(auditLog).where(eq(auditLog.action, "flow.settings"));
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({ before: { waitDays: 7 }, after: { waitDays: 3, version: 2 } });
  });

  it("are refused when they changed meanwhile, say nothing new or are none", async () => {
    const lead = await world.person("lead");
    await expect(changeFlowSettings(lead, change({ waitDays: 9 }, 0))).rejects.toMatchObject({
      code: "conflict",
    });
    const same = await flowSettings(world.db, world.companyId, "bill_on_delivery");
    await expect(changeFlowSettings(lead, change(same, 2))).rejects.toMatchObject({ code: "invalid" });
    for (const wrong of [{ waitDays: 0 }, { approveAboveMinor: { usd: 1 } }, { nonsense: true }])
      await expect(changeFlowSettings(lead, change(wrong, 2))).rejects.toMatchObject({ code: "invalid" });
    expect(await flowSettings(world.db, world.companyId, "bill_on_delivery")).toEqual(same);
  });

  it("are of one of two who save at once", async () => {
    const [one, two] = await Promise.allSettled([
      changeFlowSettings(await world.person("lead"), change({ waitDays: 20 }, 2)),
      changeFlowSettings(await world.person("admin"), change({ waitDays: 21 }, 2)),
    ]);
    expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("are set by leads and admins only", async () => {
    for (const role of ROLES.filter((each) => !roleMay(each, "flow.settings")))
      await expect(changeFlowSettings(await world.person(role), change({}, 3))).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});

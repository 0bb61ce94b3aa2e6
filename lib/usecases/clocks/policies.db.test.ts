import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { clockPolicy } from "@/db/schema/clock";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import { selectPolicy } from "@/lib/domain/clock/select-policy";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import type { Context } from "@/lib/usecases/context";
import { policyPage } from "@/lib/usecases/views/clocks/policy-page";
import { watchRules } from "@/lib/usecases/watch/watch-rules";
import { changePolicy, switchPolicy } from "./change-policy";
import { createPolicy } from "./create-policy";
import { saveCalendar } from "./save-calendar";

const NOBODY = {
  ...{ customer: null, carrier: null, origin: null, destination: null, mode: null, connectionIds: [] },
};
let world: AccessWorld;
let [lead, dispatcher]: Context[] = [];

beforeAll(async () => {
  world = await accessWorld();
  lead = await world.add("lead@example.test", "lead");
  dispatcher = await world.add("dispatcher@example.test", "dispatcher");
});
afterAll(() => world.close());

const asLead = () => lead as Context;
const terms = {
  name: "Proof within 12 h",
  budgetMinutes: 720,
  earlyMinutes: null,
  atRiskMinutes: 60,
  calendar: null,
  pauses: [],
};
const seedOf = async (kind: string) => {
  const page = await policyPage(asLead());
  const found = page.policies.find((policy) => policy.kind === kind && policy.isSeed);
  if (!found) throw new Error(`no seed ${kind}`);
  return found;
};

describe("policies", () => {
  it("are read by everyone and changed by a lead only", async () => {
    expect((await policyPage(dispatcher as Context)).mayEdit).toBe(false);
    const { id } = await seedOf("pod");
    const change = { policyId: id, expectedVersion: 1, ...terms, reason: "because" };
    await expect(changePolicy(dispatcher as Context, change)).rejects.toMatchObject({ code: "forbidden" });
    expect(await world.db.$count(clockPolicy)).toBe(0);
  });

  it("change as a new version with a name and a reason, on the version that was seen", async () => {
    const { id } = await seedOf("pod");
    const change = { policyId: id, expectedVersion: 1, ...terms, reason: "a key account asked" };
    expect(await changePolicy(asLead(), change)).toBe(2);
    await expect(changePolicy(asLead(), { ...change, budgetMinutes: 600 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(changePolicy(asLead(), { ...change, expectedVersion: 2 })).rejects.toMatchObject({
      code: "invalid",
    });
    const seen = await seedOf("pod");
    expect(seen.current).toMatchObject({ version: 2, budgetMinutes: 720, createdBy: "lead" });
    expect(seen.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, "a key account asked"],
      [1, null],
    ]);
    const [row] = await world.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, "policy.edit"))
      .orderBy(desc(auditLog.seq));
    expect(row).toMatchObject({ actorName: "lead", subjectId: id, reason: "a key account asked" });
  });

  it("never take force in the past, and one planned is shown as such", async () => {
    const { id } = await seedOf("refund");
    const change = { policyId: id, expectedVersion: 1, ...terms, reason: "next season" };
    await expect(
      changePolicy(asLead(), { ...change, effectiveAt: "2026-11-19T08:00:00Z" }),
    ).rejects.toMatchObject({ code: "invalid", fields: { effectiveAt: expect.any(String) } });
    await changePolicy(asLead(), { ...change, effectiveAt: "2026-12-01T08:00:00Z" });
    const seen = await seedOf("refund");
    expect([seen.current?.version, seen.newest.version]).toEqual([1, 2]);
  });

  it("for the same promise and the same scope exist once; two people adding it leave one", async () => {
    const given = {
      kind: "pod" as const,
      scope: { customer: "Brouwer Foods" },
      ...terms,
      reason: "key account",
    };
    await createPolicy(asLead(), given);
    await expect(createPolicy(asLead(), given)).rejects.toMatchObject({ code: "conflict" });
    await expect(createPolicy(asLead(), { ...given, scope: {} })).rejects.toMatchObject({ code: "invalid" });
  });

  it("are switched off and on by versions", async () => {
    const { id } = await seedOf("pickup");
    await switchPolicy(asLead(), {
      policyId: id,
      expectedVersion: 1,
      enabled: false,
      reason: "not watched now",
    });
    expect((await seedOf("pickup")).current).toMatchObject({ version: 2, enabled: false });
    await switchPolicy(asLead(), {
      policyId: id,
      expectedVersion: 2,
      enabled: true,
      reason: "watched again",
    });
    expect((await seedOf("pickup")).current).toMatchObject({ version: 3, enabled: true });
  });
});

describe("a version that is planned", () => {
  const planned = "2026-12-01T08:00:00Z";
  const atTime = async (kind: ClockKind, at: string) => {
    const { policies } = await watchRules(world.db, asLead().actor.companyId);
    return selectPolicy(policies, kind, NOBODY, Date.parse(at))?.policy;
  };
  const calendar = {
    ...{ name: "docks", zone: "Europe/Berlin", holidays: [], expectedVersion: 0, reason: "docks are open" },
    hours: [{ day: 1, fromMinute: 480, untilMinute: 1_020 }],
  };

  it("is neither brought forward nor ended by a calendar or a switch", async () => {
    await saveCalendar(asLead(), calendar);
    const { id } = await seedOf("customer_invoice");
    const change = { policyId: id, expectedVersion: 1, ...terms, calendar: "docks", reason: "next season" };
    await changePolicy(asLead(), { ...change, effectiveAt: planned });
    await saveCalendar(asLead(), { ...calendar, expectedVersion: 1, holidays: ["2026-12-25"] });
    expect(await atTime("customer_invoice", "2026-11-25T08:00:00Z")).toMatchObject({
      ...{ budgetMinutes: 2_880, calendar: null },
    });
    expect(await atTime("customer_invoice", planned)).toMatchObject({
      ...{ budgetMinutes: 720, calendar: { holidays: ["2026-12-25"] } },
    });
    const turn = (expectedVersion: number, enabled: boolean) =>
      switchPolicy(asLead(), { policyId: id, expectedVersion, enabled, reason: "a trial" });
    const off = await turn((await seedOf("customer_invoice")).newest.version, false);
    expect(await atTime("customer_invoice", "2026-11-25T08:00:00Z")).toBeUndefined();
    expect(await atTime("customer_invoice", planned)).toBeUndefined();
    await turn(off, true);
    expect(await atTime("customer_invoice", "2026-11-25T08:00:00Z")).toMatchObject({ budgetMinutes: 2_880 });
    expect(await atTime("customer_invoice", planned)).toMatchObject({ budgetMinutes: 720 });
  });

  it("carries the calendar that two people changed at once", async () => {
    const { id } = await seedOf("tracking_silence");
    const given = { policyId: id, expectedVersion: 1, ...terms, calendar: "docks", reason: "docks only" };
    const holidays = ["2026-12-24", "2026-12-25"];
    await Promise.all([
      changePolicy(asLead(), given),
      saveCalendar(asLead(), { ...calendar, expectedVersion: 2, holidays }),
    ]);
    expect((await seedOf("tracking_silence")).newest.calendar).toMatchObject({ holidays });
  });

  it("for one promise and scope is made once, however its names are written and whoever is quick", async () => {
    const make = (customer: string) =>
      createPolicy(asLead(), { kind: "pickup", scope: { customer }, ...terms, reason: "key account" });
    const made = await Promise.allSettled(["Nordlys", "NORDLYS", "nordlys"].map(make));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("a business calendar", () => {
  const hours = [{ day: 1, fromMinute: 480, untilMinute: 1_020 }];
  const calendar = {
    ...{ name: "working hours", zone: "Europe/Berlin", hours, holidays: ["2026-12-25"] },
    reason: "one day a week",
  };

  it("that changes makes a version of each policy that counts by it, and leaves the old ones their hours", async () => {
    const before = await seedOf("carrier_invoice_match");
    expect(await saveCalendar(asLead(), { ...calendar, expectedVersion: 0 })).toBe(1);
    const after = await seedOf("carrier_invoice_match");
    expect(after.current).toMatchObject({ version: 2, calendar: { zone: "Europe/Berlin", hours } });
    expect(after.versions.at(-1)).toEqual(before.versions.at(-1));
    await expect(saveCalendar(asLead(), { ...calendar, expectedVersion: 0 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("refuses hours of one day that overlap", async () => {
    const overlapping = [...hours, { day: 1, fromMinute: 900, untilMinute: 1_200 }];
    await expect(
      saveCalendar(asLead(), { ...calendar, expectedVersion: 1, hours: overlapping }),
    ).rejects.toMatchObject({ code: "invalid", fields: { hours: expect.any(String) } });
  });
});

import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ROLES } from "@/lib/domain/access/role";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import { severityPage } from "@/lib/usecases/views/exceptions/severity-page";
import { applySeverityPolicy } from "@/lib/usecases/watch/apply-severity-policy";
import { changeSeverityPolicy } from "./change-severity-policy";
import { previewSeverityPolicy } from "./preview-severity-policy";
import { type ExceptionWorld, exceptionWorld, finding } from "./testing/exception-world";

const BUILT_IN = { ...DEFAULT_SEVERITY_POLICY, topCustomers: [] as string[] };

let world: ExceptionWorld;
beforeAll(async () => {
  world = await exceptionWorld();
});
afterAll(() => world.close());

it("a lead sees how many of the open exceptions would change, and that is how many do", async () => {
  const lead = await world.person("lead");
  const open = (customer: string, kind: "late_delivery" | "at_risk" = "late_delivery") =>
    world.look({
      subjectId: uuidv7(),
      customer,
      findings: [finding({ kind, severity: kind === "at_risk" ? "medium" : "high" })],
    });
  await open("Brouwer");
  await open("Brouwer", "at_risk");
  await open("Nordwind");
  const draft = { ...BUILT_IN, topCustomers: ["Brouwer", "Brouwr"] };

  const preview = await previewSeverityPolicy(lead, draft);
  expect(preview).toMatchObject({
    ...{ open: 3, isSample: false, graver: 2, lessGrave: 0, unmetCustomers: ["Brouwr"] },
    bySeverity: {
      critical: { today: 0, proposed: 1 },
      high: { today: 2, proposed: 2 },
      medium: { today: 1, proposed: 0 },
      low: { today: 0, proposed: 0 },
    },
  });
  expect(preview.changed).toHaveLength(2);
  // Only looked at.
  expect((await world.all()).map(({ severity }) => severity).sort()).toEqual(["high", "high", "medium"]);

  await changeSeverityPolicy(lead, { ...draft, reason: "Brouwer is tier A", expectedVersion: 0 });
  expect(await applySeverityPolicy({ db: world.db, now: world.now })).toBe(preview.graver);
  expect(await previewSeverityPolicy(lead, draft)).toMatchObject({ graver: 0, lessGrave: 0, changed: [] });
  expect(await previewSeverityPolicy(lead, BUILT_IN)).toMatchObject({
    graver: 0,
    lessGrave: 2,
  });
});

it("everyone reads what weighs and how it came to be so; leads and admins alone try and change it", async () => {
  for (const role of ROLES) {
    const ctx = await world.person(role);
    const page = await severityPage(ctx);
    const mayEdit = role === "lead" || role === "admin";
    expect(page.mayEdit, role).toBe(mayEdit);
    expect(page.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [1, "Brouwer is tier A"],
      [0, null],
    ]);
    if (!mayEdit)
      await expect(previewSeverityPolicy(ctx, BUILT_IN)).rejects.toMatchObject({
        code: "forbidden",
      });
  }
});

it("another company sees nothing of it, and what makes no sense is refused", async () => {
  const stranger = await world.stranger("lead");
  expect((await severityPage(stranger)).versions).toHaveLength(1);
  expect(await previewSeverityPolicy(stranger, BUILT_IN)).toMatchObject({ open: 0 });
  const lead = await world.person("lead");
  for (const wrong of [{ moneyStepMinor: Number.NaN }, { moneyStepMinor: -1 }, { overdueStepHours: 0 }])
    await expect(previewSeverityPolicy(lead, { ...BUILT_IN, ...wrong })).rejects.toMatchObject({
      code: "invalid",
    });
});

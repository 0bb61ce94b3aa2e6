import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ActionResult } from "@/lib/contracts/action-result";
import { roleMay } from "@/lib/domain/access/permission";
import { ROLES, type Role } from "@/lib/domain/access/role";
import { forgedInput, GARBAGE } from "./testing/forged-input";
import { PERMITTED_ACTIONS } from "./testing/permitted-actions";
import { MARK, type TwoCompanies, twoCompanies } from "./testing/two-companies";

// Hundreds of calls each.
vi.setConfig({ testTimeout: 180_000 });

/** The cookie of whoever calls next. */
const caller = vi.hoisted(() => ({ cookie: "" }));
vi.mock("server-only", () => ({}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => (caller.cookie ? { value: caller.cookie } : undefined) }),
  headers: async () => new Headers(),
}));

type Action = (given: unknown) => Promise<ActionResult<unknown>>;

const FOLDER = fileURLToPath(new URL("../../actions/", import.meta.url));
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => /\/[a-z-]+\.ts$/.test(path) && !path.endsWith(".test.ts"))
  .sort();

/** Fields whose shape alone does not tell what is right. */
const GIVEN: Readonly<Record<string, (id: Readonly<Record<string, string>>) => Record<string, unknown>>> = {
  "shipments/views.deleteView": (id) => ({ id: id.viewId }),
  "odoo/odoo.changeOdooSettings": (id) => ({ connectionId: id.odooId }),
  "odoo/odoo.readOdooNow": (id) => ({ connectionId: id.odooId }),
  "odoo/odoo.switchOdooHints": (id) => ({ connectionId: id.odooId, slug: "kestrel-odoo" }),
  "odoo/odoo.examineOdoo": () => ({ slug: "kestrel-odoo" }),
};

let world: TwoCompanies;
const actions = new Map<string, Action>();
const definitions = new Map<
  string,
  { permission: string | null; input: Parameters<typeof forgedInput>[0] }
>();

beforeAll(async () => {
  world = await twoCompanies();
  const { DEFINITIONS } = await import("@/lib/actions/define-action");
  for (const file of FILES) {
    const module: Record<string, Action> = await import(/* @vite-ignore */ `${FOLDER}${file}`);
    for (const [name, action] of Object.entries(module)) {
      const key = `${file.replace(/\.ts$/, "")}.${name}`;
      actions.set(key, action);
      const definition = DEFINITIONS.get(action);
      if (definition) definitions.set(key, definition);
    }
  }
}, 180_000);
afterAll(() => world.close());

async function call(key: string, cookie: string, given: unknown): Promise<ActionResult<unknown>> {
  caller.cookie = cookie;
  const action = actions.get(key);
  if (!action) throw new Error(`no action ${key}`);
  return action(given);
}

const mayCall = (role: Role, key: string) => {
  const permission = PERMITTED_ACTIONS[key];
  return permission === null || (permission !== undefined && roleMay(role, permission));
};

describe("every server action", () => {
  it("is one of ours, with a line in the table", () => {
    expect(actions.size).toBeGreaterThan(50);
    expect([...actions.keys()].filter((key) => !(key in PERMITTED_ACTIONS))).toEqual([]);
    expect([...actions.keys()].filter((key) => !definitions.has(key))).toEqual([]);
  });

  it("asks for the permission of its line", () => {
    for (const [key, { permission }] of definitions)
      expect([key, permission]).toEqual([key, PERMITTED_ACTIONS[key]]);
  });

  it("refuses nobody's call, whatever is sent along", async () => {
    const letIn: string[] = [];
    for (const key of actions.keys()) {
      for (const cookie of ["", "no token at all", `${world.cookie("own", "admin")}x`]) {
        const answer = await call(key, cookie, {});
        if (answer.ok || answer.code !== "unauthenticated") letIn.push(key);
      }
    }
    expect(letIn).toEqual([]);
  });

  it("is open to the roles of its permission and to no other", async () => {
    const open: Record<string, Role[]> = {};
    for (const key of actions.keys()) {
      open[key] = [];
      for (const role of ROLES) {
        const answer = await call(key, world.cookie("own", role), { forged: true });
        if (answer.ok || answer.code !== "forbidden") open[key]?.push(role);
      }
    }
    const keys = [...actions.keys()];
    expect(open).toEqual(
      Object.fromEntries(keys.map((key) => [key, ROLES.filter((role) => mayCall(role, key))])),
    );
  });

  it("answers what no form sends with a refusal, never with a crash", async () => {
    const wrong: unknown[] = [];
    for (const key of actions.keys()) {
      for (const given of GARBAGE) {
        const answer = await call(key, world.cookie("other", "admin"), given);
        // An action that asks for nothing takes any object for nothing.
        const isRefused = answer.ok ? typeof given === "object" : /^(invalid|too_large)$/.test(answer.code);
        if (!isRefused || JSON.stringify(answer).includes(MARK)) wrong.push([key, typeof given, answer]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("another company's ids", () => {
  it("are sent in a form every action takes, or the rest of this would prove nothing", () => {
    const unfit = [...definitions].flatMap(([key, { input }]) => {
      const { error } = input.safeParse(forgedInput(input, world.theirs, GIVEN[key]?.(world.theirs)));
      return error ? [[key, error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)]] : [];
    });
    expect(unfit).toEqual([]);
  });

  it("reach nothing: no role of one company changes or reads a row of the other", async () => {
    const before = await world.snapshot();
    const wrong: unknown[] = [];
    for (const [key, { input }] of definitions) {
      const forged = forgedInput(input, world.theirs, GIVEN[key]?.(world.theirs));
      for (const role of ROLES) {
        const answer = await call(key, world.cookie("other", role), forged);
        const isRefused = !answer.ok && answer.code === "forbidden";
        const isCrash = !answer.ok && answer.code === "unavailable";
        // What was sent may be named in the answer; nothing else of theirs may.
        const said = JSON.stringify(answer).replaceAll(`${forged.customer ?? "nothing sent"}`, "");
        if ((!mayCall(role, key) && !isRefused) || isCrash || said.includes(MARK))
          wrong.push([key, role, answer]);
      }
    }
    expect(wrong).toEqual([]);
    expect(await world.snapshot()).toEqual(before);
  });
});

describe("their own people", () => {
  /** These ask another system, or a row that only a worker makes. */
  const ELSEWHERE = /^odoo\/|testConnection$|resendNotice$/;

  it("find every row those calls name, so that refusing them above was not for want of a row", async () => {
    const missed: string[] = [];
    for (const [key, { input }] of definitions) {
      if (ELSEWHERE.test(key)) continue;
      const forged = forgedInput(input, world.theirs, GIVEN[key]?.(world.theirs));
      // Views and subscriptions are the lead's.
      const answers = [];
      for (const role of ["lead", "admin"] as const)
        answers.push(await call(key, world.cookie("own", role), forged));
      const isFound = answers.some(
        (answer) => answer.ok || !/^(not_found|unavailable|forbidden)$/.test(answer.code),
      );
      if (!isFound) missed.push(`${key}: ${JSON.stringify(answers)}`);
    }
    expect(missed).toEqual([]);
  });
});

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { roleMay } from "@/lib/domain/access/permission";
import { ROLES } from "@/lib/domain/access/role";
import { PERMITTED_ROUTES } from "./testing/permitted-routes";
import { MARK, type TwoCompanies, twoCompanies } from "./testing/two-companies";

// Hundreds of calls each.
vi.setConfig({ testTimeout: 180_000 });

/** The cookie of whoever asks next. */
const caller = vi.hoisted(() => ({ cookie: "" }));
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: () => (caller.cookie ? { value: caller.cookie } : undefined),
    getAll: () => [],
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

const FOLDER = fileURLToPath(new URL("../../../app/api/", import.meta.url));
const ROUTES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("/route.ts"))
  .map((path) => path.replace(/\/route\.ts$/, ""))
  .sort();

let world: TwoCompanies;
/** "GET shipments/[number]" */
const handlers = new Map<string, Handler>();

beforeAll(async () => {
  world = await twoCompanies();
  for (const route of ROUTES) {
    const module: Partial<Record<string, Handler>> = await import(
      /* @vite-ignore */ `${FOLDER}${route}/route.ts`
    );
    for (const method of METHODS) {
      const handler = module[method];
      // next-auth brings its own pages and cookies; its rules are tested where people sign in.
      if (handler && !route.startsWith("auth/")) handlers.set(`${method} ${route}`, handler);
    }
  }
}, 180_000);
afterAll(() => world.close());

const routeOf = (key: string) => key.slice(key.indexOf(" ") + 1);

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks for a row of the first company, and reads what comes back; of a stream that never ends, its beginning. */
async function ask(key: string, cookie: string, body: unknown = {}): Promise<Answer> {
  caller.cookie = cookie;
  const method = key.slice(0, key.indexOf(" "));
  const url = `http://milepost.example/api/${routeOf(key)}?q=${world.theirs.number}&id=${world.theirs.shipmentId}&at=1`;
  const request = new Request(url, {
    method,
    headers: { "content-type": "application/json" },
    ...(method === "GET" || method === "HEAD" ? {} : { body: JSON.stringify(body) }),
  });
  const { messageId, outboundId, exceptionId } = world.theirs;
  const id = routeOf(key).startsWith("exceptions")
    ? exceptionId
    : routeOf(key).includes("outbound")
      ? outboundId
      : messageId;
  const params: Record<string, string | string[]> = {
    ...{ id: id ?? "", number: world.theirs.number ?? "", connection: world.theirs.slug ?? "" },
    secret: routeOf(key).includes("[[...secret]]") ? ["not the secret"] : "not the secret",
  };
  const response = await handlers.get(key)?.(request, { params: Promise.resolve(params) });
  if (!response) throw new Error(`${key} gave no response`);
  return { status: response.status, text: await beginningOf(response) };
}

async function beginningOf(response: Response): Promise<string> {
  const endless = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!endless) return response.text();
  await response.body?.cancel();
  return "";
}

describe("every route under app/api", () => {
  it("has a line in the table", () => {
    expect(ROUTES.length).toBeGreaterThan(15);
    expect(ROUTES.filter((route) => !(route in PERMITTED_ROUTES))).toEqual([]);
  });

  it("refuses who is not signed in, or asks for what its line says instead", async () => {
    const wrong: unknown[] = [];
    for (const key of handlers.keys()) {
      const line = PERMITTED_ROUTES[routeOf(key)];
      for (const cookie of ["", "no token at all", `${world.cookie("own", "admin")}x`]) {
        const { status, text } = await ask(key, cookie);
        const right = line?.permission ? status === 401 : line?.nobody?.includes(status);
        if (!right || text.includes(MARK)) wrong.push([key, status, text.slice(0, 200)]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("is open to the roles of its permission and to no other", async () => {
    const wrong: unknown[] = [];
    for (const key of handlers.keys()) {
      const permission = PERMITTED_ROUTES[routeOf(key)]?.permission;
      if (!permission) continue;
      for (const role of ROLES) {
        const { status } = await ask(key, world.cookie("own", role));
        const right = roleMay(role, permission) ? status < 500 && status !== 403 : status === 403;
        if (!right) wrong.push([key, role, status]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("shows a person of another company nothing of this one, by any id or number", async () => {
    const before = await world.snapshot();
    const wrong: unknown[] = [];
    for (const key of handlers.keys()) {
      for (const role of ROLES) {
        const { status, text } = await ask(key, world.cookie("other", role));
        const namesRow = /\[(id|number)\]/.test(key);
        const right = namesRow ? status >= 400 && status < 500 : status < 500;
        if (!right || text.includes(MARK)) wrong.push([key, role, status, text.slice(0, 200)]);
      }
    }
    expect(wrong).toEqual([]);
    expect(await world.snapshot()).toEqual(before);
  });

  it("answers bodies no page sends with a refusal, never with a crash", async () => {
    const wrong: unknown[] = [];
    for (const key of handlers.keys()) {
      if (key.startsWith("GET ")) continue;
      for (const body of [null, [], 7, "text", { slug: ["x"], baseUrl: 7 }, Array(10_000).fill("x")]) {
        const { status } = await ask(key, world.cookie("other", "admin"), body);
        if (status < 400 || status >= 500) wrong.push([key, body, status]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

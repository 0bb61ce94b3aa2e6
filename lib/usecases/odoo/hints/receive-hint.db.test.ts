import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { intakeCounter } from "@/db/schema/connection";
import { odooConnection, odooHint } from "@/db/schema/odoo";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { sealSecret } from "@/lib/usecases/connections/seal";
import { readBody } from "@/lib/usecases/inbox/read-body";
import { type InboxFixture, inboxFixture } from "@/lib/usecases/inbox/testing/inbox-fixture";
import { type HintDoor, openHintDoor } from "./hint-door";
import { receiveHint } from "./receive-hint";

const KEY = Buffer.alloc(32, 3);
const SECRET = "b3f1c2-the-last-part-of-the-address";

describe("Odoo's webhooks", () => {
  let fixture: InboxFixture;
  let door: HintDoor;
  let connectionId: string;
  beforeAll(async () => {
    fixture = await inboxFixture();
    connectionId = await addOdoo("odoo", true);
    await addOdoo("odoo-quiet", false);
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    door = openHintDoor(fixture.db, KEY);
    await fixture.db.delete(odooHint);
  });

  async function addOdoo(slug: string, hintsEnabled: boolean): Promise<string> {
    const { id } = await fixture.addConnection({
      id: randomUUID(),
      slug,
      dialect: "odoo",
      ratePerMinute: 600,
    });
    const owner = { companyId: fixture.companyId, connectionId: id };
    await fixture.db.insert(odooConnection).values({
      ...owner,
      baseUrl: "http://odoo.test",
      database: "odoo",
      settings: DEFAULT_ODOO_SETTINGS,
      hintsEnabled,
      hintSecretSealed: sealSecret(KEY, owner, SECRET),
    });
    return id;
  }

  const send = (body: unknown, { slug = "odoo", secret = SECRET, at = door } = {}) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request("http://milepost.test/", { method: "POST", body: text });
    return receiveHint(at, { slug, secret, readBody: (limit) => readBody(request, limit, at.budget) });
  };
  const picking = (id: number) => ({
    _action: `push stock.picking(#${id})`,
    _model: "stock.picking",
    _id: id,
    id,
  });
  const hints = () => fixture.db.select().from(odooHint);

  it("leave a hint, committed before they are answered and due a second later", async () => {
    expect(await send({ ...picking(67), state: "done", date_done: false })).toEqual({ kind: "accepted" });
    const [hint] = await hints();
    expect(hint).toMatchObject({ connectionId, model: "stock.picking", odooId: 67 });
    expect((hint?.readAfter.getTime() ?? 0) - (hint?.hintedAt.getTime() ?? 0)).toBe(1_000);
  });

  it("leave one hint however often they say so", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => send(picking(1 + (index % 4)))));
    expect(await hints()).toHaveLength(4);
  });

  it("find no address under another secret, another name, or where hints are off, and the wrong secret is counted", async () => {
    expect(await send(picking(1), { secret: "guessed" })).toEqual({ kind: "unknown" });
    expect(await send(picking(1), { slug: "nobody" })).toEqual({ kind: "unknown" });
    expect(await send(picking(1), { slug: "odoo-quiet" })).toEqual({ kind: "unknown" });
    await door.flush();
    const counted = await fixture.db.select().from(intakeCounter);
    expect(counted).toMatchObject([{ connectionId, unsigned: 1 }]);
    expect(await hints()).toEqual([]);
  });

  it.each([
    ["no JSON", "state=done"],
    ["a model that is not mirrored", { _model: "res.users", _id: 2 }],
    ["an id as text", { _model: "stock.picking", _id: "67" }],
    ["no id", { _model: "stock.picking" }],
    ["an id below one", { _model: "stock.picking", _id: 0 }],
    ["a list", [picking(1)]],
  ])("leave nothing with %s", async (_what, body) => {
    expect(await send(body)).toEqual({ kind: "unreadable" });
    expect(await hints()).toEqual([]);
  });

  it("are cut off beyond 64 KiB", async () => {
    expect(await send({ ...picking(1), note: "x".repeat(70_000) })).toEqual({ kind: "too_large" });
  });

  it("are turned away beyond the rate of their connection", async () => {
    const at = new Date();
    const still = openHintDoor(fixture.db, KEY, () => at);
    const outcomes = [];
    for (let index = 0; index < 601; index += 1) outcomes.push((await send(picking(7), { at: still })).kind);
    expect(outcomes.slice(0, 600)).not.toContain("rate_limited");
    expect(outcomes.at(-1)).toBe("rate_limited");
  });

  it("hear within a second that nothing could be stored when the database is away", async () => {
    const away = connectDatabase("postgres://nobody@127.0.0.1:9/none", { max: 1 });
    const startedAt = performance.now();
    const outcome = await send(picking(1), { at: openHintDoor(away, KEY) });
    expect(outcome).toEqual({ kind: "unavailable" });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await away.$client.end();
  });

  it("are answered within 50 ms", async () => {
    await send(picking(1));
    const took: number[] = [];
    for (let index = 0; index < 60; index += 1) {
      const startedAt = performance.now();
      await send(picking(index + 1));
      took.push(performance.now() - startedAt);
    }
    expect(took.sort((a, b) => a - b)[30]).toBeLessThan(50);
  });
});

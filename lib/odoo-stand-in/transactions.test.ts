import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, fieldOf, mintKey, openStandIn, QUIETLY, sell } from "./testing/ask-stand-in";

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}

describe("the clocks and transactions of the stand-in", () => {
  let odoo: Asked;
  let at = Date.parse("2026-03-18T08:00:00.900Z");
  beforeAll(async () => {
    odoo = await openStandIn({ now: () => at });
  });
  afterAll(() => odoo.close());

  it("commits a long transaction behind what others wrote meanwhile", async () => {
    const slow = await sell(odoo, 1);
    const quick = await sell(odoo, 1);
    const begun = deferred();
    const mayEnd = deferred();
    odoo.holdOpen(({ method }) => {
      if (method !== "action_cancel") return 0;
      begun.resolve();
      return mayEnd.promise;
    });
    const cancelled = odoo.ask("stock.picking", "action_cancel", [[slow.delivery]]);
    await begun.promise;
    at += 5_000;
    await odoo.ask("stock.picking", "write", [[quick.delivery], { note: "meanwhile" }]);
    const cursor = await fieldOf<string>(odoo, "stock.picking", quick.delivery, "write_date");
    expect(await fieldOf(odoo, "stock.picking", slow.delivery, "state")).toBe("assigned");
    mayEnd.resolve();
    await cancelled;
    odoo.holdOpen(() => 0);
    expect(await fieldOf(odoo, "stock.picking", slow.delivery, "state")).toBe("cancel");
    const after = [
      ["write_date", ">", cursor],
      ["id", "=", slow.delivery],
    ];
    expect(await odoo.ask("stock.picking", "search", [after])).toEqual([]);
  });

  it("tells two writes of one second apart in their order only", async () => {
    const { delivery } = await sell(odoo, 1);
    const { delivery: other } = await sell(odoo, 1);
    for (const id of [other, delivery]) await odoo.ask("stock.picking", "write", [[id], { note: "x" }]);
    const both = [["id", "in", [delivery, other]]];
    const rows = await odoo.ask<{ id: number; write_date: string }[]>(
      "stock.picking",
      "search_read",
      [both, ["write_date"]],
      {
        order: "write_date,id",
      },
    );
    expect(rows.map(({ id }) => id)).toEqual([other, delivery]);
    expect(new Set(rows.map(({ write_date }) => write_date)).size).toBe(1);
    expect(rows[0]?.write_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it("does all of a call or nothing", async () => {
    const { delivery } = await sell(odoo, 1);
    const { delivery: empty } = await sell(odoo, 1, 0);
    const both = odoo.ask("stock.picking", "button_validate", [[delivery, empty]], { context: QUIETLY });
    await expect(both).rejects.toThrow();
    expect(await fieldOf(odoo, "stock.picking", delivery, "state")).toBe("assigned");
  });

  it("lets one of two loads of one external id through and refuses the other with 200", async () => {
    const fields = ["id", "name"];
    const body = { fields, data: [["test.twice", "Twice"]] };
    const answers = await Promise.all([1, 2].map(() => odoo.send("res.partner", "load", body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [won, lost] = answers.map(
      ({ body: answer }) => answer as { ids: number[] | false; messages: { message: string }[] },
    );
    expect(won?.ids).toHaveLength(1);
    expect(lost?.ids).toBe(false);
    expect(lost?.messages[0]?.message).toContain("could not serialize access");
    expect((await odoo.send("res.partner", "load", body)).body).toMatchObject({ ids: won?.ids });
  });

  it("takes a key until it runs out", async () => {
    const key = await mintKey(odoo.ask, "1");
    expect((await odoo.send("res.users", "context_get", {}, key)).status).toBe(200);
    at += 2 * 86_400_000;
    expect((await odoo.send("res.users", "context_get", {}, key)).status).toBe(401);
  });
});

describe("the webhooks of the stand-in", () => {
  let odoo: Asked;
  let receiver: Server;
  const calls: { signed: boolean; body: Record<string, unknown> }[] = [];
  let delayMs = 0;
  beforeAll(async () => {
    odoo = await openStandIn();
    receiver = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      calls.push({
        signed: Object.keys(request.headers).some((name) => /signature|authorization/.test(name)),
        body: JSON.parse(Buffer.concat(parts).toString("utf8")) as Record<string, unknown>,
      });
      setTimeout(() => response.writeHead(500).end(), delayMs);
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const [model] = await odoo.ask<{ id: number }[]>("ir.model", "search_read", [
      [["model", "=", "stock.picking"]],
      ["id"],
    ]);
    const named = ["&", ["model", "=", "stock.picking"], ["name", "in", ["state", "date_done"]]];
    const fields = await odoo.ask<{ id: number; name: string }[]>("ir.model.fields", "search_read", [
      named,
      ["name"],
    ]);
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const sends = {
      name: "push",
      model_id: model?.id,
      state: "webhook",
      webhook_url: url,
      webhook_field_ids: [[6, 0, fields.map(({ id }) => id)]],
    };
    const watched = fields.filter(({ name }) => name === "state").map(({ id }) => id);
    const rule = {
      name: "push",
      model_id: model?.id,
      trigger: "on_create_or_write",
      trigger_field_ids: [[6, 0, watched]],
      action_server_ids: [[0, 0, sends]],
    };
    await odoo.ask("base.automation", "create", [[rule]]);
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await odoo.close();
  });

  it("come unsigned, with what stood there in the middle of the call, and are never repeated", async () => {
    const { delivery } = await sell(odoo, 1);
    calls.length = 0;
    await odoo.ask("stock.picking", "button_validate", [[delivery]], { context: QUIETLY });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      signed: false,
      body: { _model: "stock.picking", _id: delivery, state: "done" },
    });
  });

  it("are not sent for a field that is not watched, nor when the call fails", async () => {
    const { delivery } = await sell(odoo, 1);
    const { delivery: empty } = await sell(odoo, 1, 0);
    calls.length = 0;
    await odoo.ask("stock.picking", "write", [[delivery], { note: "x" }]);
    await odoo
      .ask("stock.picking", "button_validate", [[delivery, empty]], { context: QUIETLY })
      .catch(() => undefined);
    expect(calls).toEqual([]);
  });

  it("hold up whoever saves for a second at most when nobody answers", async () => {
    const { delivery } = await sell(odoo, 1);
    delayMs = 5_000;
    const startedAt = performance.now();
    await odoo.ask("stock.picking", "action_cancel", [[delivery]]);
    const tookMs = performance.now() - startedAt;
    delayMs = 0;
    expect(tookMs).toBeGreaterThan(900);
    expect(tookMs).toBeLessThan(4_000);
  });
});

describe("the world of the stand-in", () => {
  it("is there again at the next start, and numbers go on where they stood", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
    const dataFile = join(folder, "world.json");
    const first = await openStandIn({ dataFile });
    const { order, delivery } = await sell(first, 2);
    await first.close();
    const second = await openStandIn({ dataFile });
    expect(await fieldOf(second, "sale.order", order, "name")).toBe("S00001");
    expect(await fieldOf(second, "stock.picking", delivery, "state")).toBe("assigned");
    expect((await second.send("res.users", "context_get", {}, first.key)).status).toBe(200);
    const next = await sell(second, 1);
    expect(await fieldOf(second, "sale.order", next.order, "name")).toBe("S00002");
    await second.close();
    rmSync(folder, { recursive: true });
  });
});

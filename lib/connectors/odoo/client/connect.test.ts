import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectOdoo } from "./connect";
import { readVersion } from "./detect-server";
import type { OdooClient } from "./odoo-client";
import { json, page, type ScriptedServer, type Seen, scriptedServer } from "./testing/scripted-server";

describe("an Odoo's version", () => {
  it.each([
    [[19, 0, 0, "final", 0, ""], { version: "19.0", major: 19 }],
    [["saas~18", 2, 0, "final", 0, ""], { version: "saas~18.2", major: 18 }],
    [["saas~19", 1, 0, "final", 0, "e"], { version: "saas~19.1", major: 19 }],
    [[16, 0, 0, "final", 0, ""], { version: "16.0", major: 16 }],
  ])("%j is read", (info, server) => {
    expect(readVersion(info)).toEqual(server);
  });

  it.each([[undefined], ["19.0"], [[]], [[19]], [["nineteen", 0]], [[{}, 0]]])("%j is none", (info) => {
    expect(readVersion(info)).toBeUndefined();
  });
});

describe("connecting", () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  const options = () => ({ baseUrl: server.url, database: "db", apiKey: "k".repeat(40), login: "reader" });
  const versionOf = (info: unknown) => (seen: Seen) => {
    if (seen.path === "/web/version") return json(200, { version_info: info });
    if (seen.path === "/jsonrpc") return json(200, { jsonrpc: "2.0", id: 1, result: 7 });
    return undefined;
  };

  it("takes JSON-2 from 19 on, when it answers with the key's user", async () => {
    server.answer = (response, seen) =>
      (versionOf([19, 0])(seen) ?? json(200, { uid: 7, lang: "de_DE", tz: "Europe/Berlin" }))(response);
    const client = await connectOdoo(options());
    expect(client.transport).toBe("json2");
    expect(await client.whoAmI()).toEqual({ uid: 7, lang: "de_DE", tz: "Europe/Berlin" });
    expect(server.seen.at(-1)).toMatchObject({
      method: "POST",
      path: "/json/2/res.users/context_get",
      headers: { authorization: `bearer ${"k".repeat(40)}`, "x-odoo-database": "db" },
    });
  });

  it.each([403, 404, 405])(
    "falls back to JSON-RPC where something answers JSON-2 with a page of %i",
    async (status) => {
      server.answer = (response, seen) => (versionOf([19, 0])(seen) ?? page(status))(response);
      expect((await connectOdoo(options())).transport).toBe("jsonrpc");
    },
  );

  it("takes JSON-RPC for 18 and older without trying JSON-2, and asks the old way for the version", async () => {
    const info = { server_version_info: ["saas~18", 2, 0, "final", 0, ""] };
    server.answer = (response, seen) => {
      const known = seen.path === "/web/webclient/version_info";
      (known ? json(200, { jsonrpc: "2.0", id: 1, result: info }) : page(404))(response);
    };
    expect((await connectOdoo(options())).transport).toBe("jsonrpc");
    expect(server.seen.some(({ path }) => path.startsWith("/json/2/"))).toBe(false);
  });

  it("does not fall back for a key that is refused", async () => {
    server.answer = (response, seen) => (versionOf([19, 0])(seen) ?? page(401))(response);
    await expect(connectOdoo(options())).rejects.toMatchObject({ kind: "authentication" });
  });

  it("says that what answers is no Odoo", async () => {
    server.answer = page(404);
    await expect(connectOdoo(options())).rejects.toMatchObject({ kind: "protocol" });
  });

  it.each(["ftp://odoo", "http://user:pw@odoo", "http://odoo/?db=x", "odoo.example.com", ""])(
    "refuses %j as an address",
    async (baseUrl) => {
      await expect(connectOdoo({ ...options(), baseUrl })).rejects.toMatchObject({ kind: "caller_bug" });
    },
  );

  it("keeps the path of an Odoo behind a prefix", async () => {
    server.answer = json(200, 0);
    const client = await connectOdoo({ ...options(), baseUrl: `${server.url}/erp/`, transport: "json2" });
    await client.searchCount("res.partner", []);
    expect(server.seen[0]?.path).toBe("/erp/json/2/res.partner/search_count");
  });
});

describe("before anything is sent", () => {
  let server: ScriptedServer;
  let client: OdooClient;
  beforeEach(async () => {
    server = await scriptedServer();
    server.answer = json(200, true);
    const options = { baseUrl: server.url, database: "db", apiKey: "k", transport: "json2" } as const;
    client = await connectOdoo(options);
  });
  afterEach(async () => {
    const sent = server.seen.length;
    await server.close();
    expect(sent).toBe(0);
  });

  const asNumbers = (ids: unknown) => ids as number[];
  it.each([[[]], [[null]], [["525"]], [[0]], [[-3]], [[1.5]], [[Number.NaN]], [null], [undefined], ["12"]])(
    "ids %j are refused",
    async (ids) => {
      const values = { carrier_tracking_ref: "x" };
      await expect(client.read("stock.picking", asNumbers(ids), ["name"])).rejects.toMatchObject({
        kind: "caller_bug",
      });
      await expect(client.write("stock.picking", asNumbers(ids), values)).rejects.toMatchObject({
        kind: "caller_bug",
      });
      await expect(client.call("account.move", "action_post", asNumbers(ids))).rejects.toMatchObject({
        kind: "caller_bug",
      });
    },
  );

  it("fields, methods, models and parameters beyond the allow-list are refused", async () => {
    const refused = { kind: "caller_bug" };
    await expect(client.write("stock.picking", [1], { state: "done" })).rejects.toMatchObject(refused);
    await expect(client.write("account.move.line", [1], { debit: 99 })).rejects.toMatchObject(refused);
    await expect(client.write("res.users", [1], { login: "x" })).rejects.toMatchObject(refused);
    await expect(client.create("res.partner", { name: "x" })).rejects.toMatchObject(refused);
    await expect(client.call("account.move", "button_draft", [1])).rejects.toMatchObject(refused);
    await expect(client.call("account.move", "unlink", [1])).rejects.toMatchObject(refused);
    await expect(client.call("stock.picking", "constructor", [1])).rejects.toMatchObject(refused);
    const post = client.call("stock.picking", "message_post", [1], { body: "x" });
    await expect(post).rejects.toMatchObject(refused);
    const invoices = client.call("sale.advance.payment.inv", "create_invoices", [1], { final: true });
    await expect(invoices).rejects.toMatchObject(refused);
    await expect(client.create("ir.attachment", { name: "x" })).rejects.toMatchObject(refused);
    await expect(client.create("account.move.reversal", { reason: "x" })).rejects.toMatchObject(refused);
    await expect(client.load("account.move", ["id", "state"], [["a.b", "posted"]])).rejects.toMatchObject(
      refused,
    );
  });

  it("reads without fields, domains with text for an id, and paths in a model's name are refused", async () => {
    const refused = { kind: "caller_bug" };
    await expect(client.searchRead("stock.picking", [], [])).rejects.toMatchObject(refused);
    await expect(client.search("stock.picking", [["id", "in", ["5"]]])).rejects.toMatchObject(refused);
    await expect(client.search("../../web", [])).rejects.toMatchObject(refused);
    await expect(client.search("stock.picking", [], { limit: 0 })).rejects.toMatchObject(refused);
  });

  it("rows of load() that do not fit are refused", async () => {
    const refused = { kind: "caller_bug" };
    await expect(client.load("account.move", ["id", "ref"], [["a.b"]])).rejects.toMatchObject(refused);
    await expect(client.load("account.move", ["id"], [])).rejects.toMatchObject(refused);
    const numbers = [[5 as unknown as string]];
    await expect(client.load("account.move", ["ref"], numbers)).rejects.toMatchObject(refused);
  });
});

describe("calls in flight", () => {
  it("are at most two per Odoo, over all clients, in the order they were asked for", async () => {
    const server = await scriptedServer();
    let flying = 0;
    let most = 0;
    server.answer = (response) => {
      flying += 1;
      most = Math.max(most, flying);
      setTimeout(() => {
        flying -= 1;
        json(200, 0)(response);
      }, 20);
    };
    const options = { baseUrl: server.url, database: "db", apiKey: "k", transport: "json2" } as const;
    const clients = await Promise.all([connectOdoo(options), connectOdoo(options), connectOdoo(options)]);
    const models = Array.from({ length: 12 }, (_, place) => `model.n${place}`);
    await Promise.all(models.map((model, place) => clients[place % 3]?.searchCount(model, [])));
    expect(most).toBe(2);
    expect(server.seen.map(({ path }) => path.split("/")[3])).toEqual(models);
    await server.close();
  });
});

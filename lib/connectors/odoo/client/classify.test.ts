import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { concernsRequest } from "./classify";
import { connectOdoo } from "./connect";
import type { OdooClient } from "./odoo-client";
import { OdooError } from "./odoo-error";
import { json, page, type ScriptedServer, scriptedServer } from "./testing/scripted-server";

const KEY = "0123456789abcdef0123456789abcdef01234567";
const TRACE = 'Traceback (most recent call last):\n  File "/usr/lib/odoo/http.py", line 1';

/** An error as Odoo words it in JSON-2, and inside the 200 of JSON-RPC. */
const said = (name: string, message = "Odoo says no.") => ({
  name,
  message,
  arguments: [message],
  debug: TRACE,
});
const inEnvelope = (name: string, message?: string) => ({
  jsonrpc: "2.0",
  id: 1,
  error: { code: 200, message: "Odoo Server Error", data: said(name, message) },
});

describe("what an Odoo's answer means", () => {
  let server: ScriptedServer;
  let json2: OdooClient;
  let jsonrpc: OdooClient;

  beforeAll(async () => {
    server = await scriptedServer();
    const options = { baseUrl: server.url, database: "db", apiKey: KEY, login: "reader" };
    const limits = { readTimeoutMs: 300, writeTimeoutMs: 300, maxResponseBytes: 10_000 };
    json2 = await connectOdoo({ ...options, ...limits, transport: "json2" });
    jsonrpc = await connectOdoo({ ...options, ...limits, transport: "jsonrpc" });
    server.answer = json(200, { jsonrpc: "2.0", id: 1, result: 7 });
    await jsonrpc.searchCount("res.partner", []);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.seen.length = 0;
  });

  const read = (client: OdooClient) => client.searchRead("stock.picking", [], ["name"], { limit: 1 });
  const write = (client: OdooClient) => client.write("stock.picking", [1], { carrier_tracking_ref: "1Z" });
  const errorOf = async (call: Promise<unknown>): Promise<OdooError> => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof OdooError)) throw new Error(`expected an OdooError, got ${String(error)}`);
    return error;
  };

  it.each([
    [401, "werkzeug.exceptions.Unauthorized", "authentication"],
    [403, "odoo.exceptions.AccessError", "permission"],
    [404, "odoo.exceptions.MissingError", "missing"],
    [404, "werkzeug.exceptions.NotFound", "caller_bug"],
    [422, "odoo.exceptions.UserError", "rejected_by_target"],
    [422, "odoo.exceptions.ValidationError", "validation"],
    [422, "werkzeug.exceptions.UnprocessableEntity", "caller_bug"],
    [409, "odoo.exceptions.LockError", "locked"],
    [400, "werkzeug.exceptions.BadRequest", "caller_bug"],
    [500, "builtins.ValueError", "caller_bug"],
    [500, "builtins.TypeError", "caller_bug"],
    [500, "psycopg2.errors.SerializationFailure", "locked"],
    [429, "werkzeug.exceptions.TooManyRequests", "rate_limit"],
  ] as const)("%i %s is %s, whether it was a read or a write", async (status, name, kind) => {
    server.answer = json(status, said(name));
    for (const call of [read, write]) {
      const error = await errorOf(call(json2));
      expect(error).toMatchObject({ kind, details: { status, exception: name } });
    }
    server.answer = json(200, inEnvelope(name));
    for (const call of [read, write]) expect(await errorOf(call(jsonrpc))).toMatchObject({ kind });
  });

  it.each([500, 502, 503, 504])(
    "a page with %i leaves a write uncertain and a read failed on the way",
    async (status) => {
      server.answer = page(status);
      for (const client of [json2, jsonrpc]) {
        expect(await errorOf(write(client))).toMatchObject({ kind: "uncertain", details: { status } });
        expect(await errorOf(read(client))).toMatchObject({ kind: "connection", details: { status } });
      }
    },
  );

  it.each(["odoo.tools.safe_eval.Surprise", "psycopg2.errors.UndefinedColumn", "odoo.addons.x.Broken"])(
    "%s is the request's own failure: Odoo is not away because of it",
    async (name) => {
      server.answer = json(500, said(name));
      expect((await errorOf(read(json2))).kind).toBe("caller_bug");
      const unsure = await errorOf(write(json2));
      expect(unsure).toMatchObject({ kind: "uncertain", details: { exception: name } });
      expect(concernsRequest(unsure)).toBe(true);
      server.answer = json(200, inEnvelope(name));
      expect((await errorOf(read(jsonrpc))).kind).toBe("caller_bug");
      server.answer = page(502);
      expect(concernsRequest(await errorOf(write(json2)))).toBe(false);
    },
  );

  it("a driver that lost its database leaves a write uncertain, and no driver's message is shown", async () => {
    const message = 'server closed the connection: host "10.0.0.5", statement UPDATE account_move';
    server.answer = json(500, said("psycopg2.OperationalError", message));
    const error = await errorOf(write(json2));
    expect(error.kind).toBe("uncertain");
    expect(error.message).not.toContain("10.0.0.5");
    expect((await errorOf(read(json2))).kind).toBe("connection");
  });

  it("a page with 404, 413 or 415 is not Odoo's: nothing was done", async () => {
    for (const status of [404, 413, 415]) {
      server.answer = page(status);
      expect(await errorOf(write(json2))).toMatchObject({ kind: "protocol", details: { status } });
    }
  });

  it("a redirect is not followed, so that a key is never sent elsewhere", async () => {
    server.answer = page(307, { location: `${server.url}/elsewhere` });
    expect(await errorOf(read(json2))).toMatchObject({ kind: "protocol", details: { status: 307 } });
    expect(server.seen).toHaveLength(1);
  });

  it("a page with 200 leaves a write uncertain: nobody knows what stands between", async () => {
    server.answer = page(200);
    for (const client of [json2, jsonrpc]) {
      expect((await errorOf(write(client))).kind).toBe("uncertain");
      expect((await errorOf(read(client))).kind).toBe("protocol");
    }
  });

  it("429 says how long to wait, at most an hour", async () => {
    server.answer = page(429, { "retry-after": "7" });
    expect(await errorOf(read(json2))).toMatchObject({
      kind: "rate_limit",
      details: { retryAfterMs: 7_000 },
    });
    server.answer = json(429, said("werkzeug.exceptions.TooManyRequests"), { "retry-after": "999999" });
    expect((await errorOf(read(json2))).details.retryAfterMs).toBe(3_600_000);
  });

  it("no answer in time leaves a write uncertain, since Odoo goes on without us", async () => {
    server.answer = () => undefined;
    expect((await errorOf(write(json2))).kind).toBe("uncertain");
    expect((await errorOf(read(json2))).kind).toBe("connection");
  });

  it("a connection cut after the request leaves a write uncertain, also in the middle of the answer", async () => {
    server.answer = (response) => void response.socket?.destroy();
    expect((await errorOf(write(json2))).kind).toBe("uncertain");
    server.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "50" });
      response.write("[1,");
      setTimeout(() => response.socket?.destroy(), 20);
    };
    expect((await errorOf(write(json2))).kind).toBe("uncertain");
    expect((await errorOf(read(json2))).kind).toBe("connection");
  });

  it("a connection that was never made means that nothing was sent, also for a write", async () => {
    const gone = await scriptedServer();
    await gone.close();
    for (const baseUrl of [gone.url, "http://no-such-host.invalid"]) {
      const client = await connectOdoo({ baseUrl, database: "db", apiKey: KEY, transport: "json2" });
      expect((await errorOf(write(client))).kind).toBe("connection");
    }
  });

  it("an answer larger than we take is given up while it streams", async () => {
    server.answer = json(200, ["x".repeat(20_000)]);
    expect((await errorOf(read(json2))).kind).toBe("protocol");
    expect((await errorOf(write(json2))).kind).toBe("uncertain");
  });

  it("a shape that is not documented leaves a write uncertain", async () => {
    server.answer = json(200, { surprise: true });
    expect((await errorOf(write(json2))).kind).toBe("uncertain");
    expect((await errorOf(read(json2))).kind).toBe("protocol");
  });

  it("a model that is not installed is our mistake, though JSON-RPC calls it a rule", async () => {
    server.answer = json(200, inEnvelope("odoo.exceptions.UserError", "Object x.y doesn't exist"));
    expect((await errorOf(read(jsonrpc))).kind).toBe("caller_bug");
  });

  it("keeps Odoo's own sentence on one line of at most 500 characters, without traceback and key", async () => {
    const message = `You need to\n  pick first. ${KEY}\n${"and more ".repeat(100)}`;
    server.answer = json(422, said("odoo.exceptions.UserError", message));
    const { message: shown } = await errorOf(write(json2));
    expect(shown.startsWith("You need to pick first. [key] and more")).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(500);
    server.answer = json(422, said("odoo.exceptions.UserError", `Refused.\n${TRACE}`));
    expect((await errorOf(write(json2))).message).toBe("Refused.");
  });
});

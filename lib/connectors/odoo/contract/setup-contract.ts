import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectOdoo } from "../client/connect";
import { MODEL_PLANS } from "../models";
import { checkActing, checkNoWriting, checkReading } from "../setup/check-permissions";
import { knownFields, stateLabels } from "../setup/known-fields";
import { mintKey } from "../setup/mint-key";
import { ensureReaderAccess } from "../setup/reader-access";
import { askServer } from "../setup/server-link";
import { ensureServiceUser } from "../setup/service-user";
import { openSession } from "../setup/session";
import { ensureWebhooks, removeWebhooks, switchWebhooks } from "../setup/webhooks";
import { makeOrder } from "./contract-documents";
import type { ContractWorld } from "./contract-world";

/** What setting an Odoo up relies on. */
export function describeSetup(worldOf: () => ContractWorld): void {
  describe("setting it up", () => {
    const world = () => worldOf();
    const address = () => ({ baseUrl: world().target.url, database: world().target.database });

    it("tells its version without a key", async () => {
      const server = await askServer(world().target.url);
      expect(server.major).toBeGreaterThanOrEqual(19);
      expect(server.version).toMatch(/^(saas~)?\d+\.\d+$/);
    });

    it("offers JSON-2 to a key, so that is what is taken", async () => {
      const { apiKey, login } = world().reader;
      expect((await connectOdoo({ ...address(), apiKey, login })).transport).toBe("json2");
    });

    it("refuses an administrator's wrong password", async () => {
      const login = world().target.adminLogin;
      const refused = openSession({ ...address(), login, password: "certainly not" });
      await expect(refused).rejects.toMatchObject({ kind: "authentication" });
    });

    it("has nothing left to do when rules and users are ensured again", async () => {
      expect((await ensureReaderAccess(world().admin)).changed).toBe(0);
      const user = await ensureServiceUser(world().admin, "reader", world().access.groupId);
      expect(user).toMatchObject({ id: world().reader.id, made: false });
    });

    it("knows every model of the plans", () => {
      expect(world().access.absent).toEqual([]);
      expect(world().access.models).toEqual(MODEL_PLANS.map(({ model }) => model));
    });

    it("ends a key when another of its name is minted, and leaves those of other names", async () => {
      const { admin, actor } = world();
      const user = { id: actor.id, login: actor.login };
      const mint = () =>
        mintKey(admin, { ...address(), user, name: `Trial ${world().run}`, now: new Date() });
      const open = (apiKey: string) =>
        connectOdoo({ ...address(), apiKey, login: user.login, transport: "json2" });
      const first = await mint();
      const days = (first.expiresAt.getTime() - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(300);
      const early = await open(first.key);
      await early.whoAmI();
      const second = await open((await mint()).key);
      await expect(early.whoAmI()).rejects.toMatchObject({ kind: "authentication" });
      const own = await second.searchRead("res.users.apikeys", [], ["name", "expiration_date"], {
        limit: 50,
      });
      expect(own.filter(({ name }) => name === `Trial ${world().run}`)).toHaveLength(1);
      expect(own[0]?.expiration_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect((await world().actor.clients.json2.whoAmI()).uid).toBe(actor.id);
    });

    it("lets the reader read every model with every field it knows, and change nothing", async () => {
      const { reader, access } = world();
      const fields = await knownFields(reader.clients.json2, access.models);
      for (const basics of ["name", "state", "write_date", "carrier_tracking_ref", "sale_id"]) {
        expect(fields["stock.picking"]).toContain(basics);
      }
      const checks = [
        ...(await checkReading(reader.clients.json2, fields)),
        ...(await checkNoWriting(reader.wires.json2, access.models)),
      ];
      expect(checks.filter(({ held }) => !held)).toEqual([]);
    });

    it("lets the actor do what the commands need, and configure nothing", async () => {
      const checks = await checkActing(world().actor.wires.json2);
      expect(checks.filter(({ held }) => !held)).toEqual([]);
    });

    it("labels its states in every installed language", async () => {
      const labels = await stateLabels(world().reader.clients.json2, world().access.models);
      expect(labels["stock.picking"]?.state?.en_US).toMatchObject({ Ready: "assigned", Done: "done" });
      expect(labels["account.move"]?.payment_state?.en_US).toMatchObject({ Paid: "paid" });
    });
  });

  describeWebhooks(worldOf);
}

function describeWebhooks(worldOf: () => ContractWorld): void {
  describe("its webhooks", () => {
    const calls: Record<string, unknown>[] = [];
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        calls.push(JSON.parse(Buffer.concat(chunks).toString("utf8")));
        response.end("{}");
      });
    });
    const connection = () => `contract-${worldOf().run}`;
    let url = "";

    beforeAll(async () => {
      await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
      url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hints/secret`;
    });
    afterAll(async () => {
      await removeWebhooks(worldOf().admin, connection());
      receiver.close();
    });
    const install = () =>
      ensureWebhooks(worldOf().admin, { connection: connection(), url, mayInstall: true });

    it("are installed once", async () => {
      expect(await install()).toEqual({ kind: "installed", rules: 10, changed: 10 });
      expect(await install()).toEqual({ kind: "installed", rules: 10, changed: 0 });
    });

    it("name the record that changed, by model and id, and rest while they are switched off", async () => {
      const order = await makeOrder(worldOf());
      const about = () => calls.filter(({ _id }) => _id === order.pickingId);
      await expect.poll(() => about().length, { timeout: 5_000 }).toBeGreaterThan(0);
      expect(about()[0]).toMatchObject({ _model: "stock.picking", _id: order.pickingId });
      expect(await switchWebhooks(worldOf().admin, connection(), false)).toBe(10);
      const before = about().length;
      const values = { carrier_tracking_ref: "HUSHED" };
      await worldOf().admin.write("stock.picking", [order.pickingId], values);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(about().length).toBe(before);
      expect(await switchWebhooks(worldOf().admin, connection(), true)).toBe(10);
      await worldOf().admin.write("stock.picking", [order.pickingId], { carrier_tracking_ref: "LOUD" });
      await expect.poll(() => about().length, { timeout: 5_000 }).toBeGreaterThan(before);
    });
  });
}

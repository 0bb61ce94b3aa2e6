import { beforeAll, describe, expect, it } from "vitest";
import { connectOdoo } from "../client/connect";
import { type ContractOrder, makeOrder } from "./contract-documents";
import { bare, type ContractWorld, nextSecond, TRANSPORTS } from "./contract-world";

const ODOO_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** What reading relies on, over both transports. */
export function describeReading(worldOf: () => ContractWorld): void {
  describe.each(TRANSPORTS)("reading over %s", (kind) => {
    let order: ContractOrder;
    const world = () => worldOf();
    const client = () => world().reader.clients[kind];
    const wire = () => world().reader.wires[kind];
    const reject = { json2: (status: number) => status, jsonrpc: () => 200 }[kind];

    beforeAll(async () => {
      order = await makeOrder(world());
    });

    it("says whose key it is, in which language and zone", async () => {
      const who = await client().whoAmI();
      expect(who).toEqual({ uid: world().reader.id, lang: "en_US", tz: "UTC" });
    });

    it("gives many2one as id and name, nothing as false, times without zone to the second", async () => {
      const [picking] = await client().searchRead(
        "stock.picking",
        [["id", "=", order.pickingId]],
        ["sale_id", "backorder_id", "scheduled_date", "write_date", "state", "move_ids"],
        { limit: 1 },
      );
      expect(picking?.sale_id).toEqual([order.orderId, order.orderName]);
      expect(picking?.backorder_id).toBe(false);
      expect(picking?.scheduled_date).toMatch(ODOO_TIME);
      expect(picking?.write_date).toMatch(ODOO_TIME);
      expect(picking?.state).toBe("assigned");
      expect(picking?.move_ids).toEqual([expect.any(Number)]);
    });

    it("pages by id: ascending, after the last one, until nothing is left", async () => {
      const seen: number[] = [];
      for (let last = 0; ; last = seen.at(-1) ?? 0) {
        const page = await client().searchRead("res.currency", [["id", ">", last]], ["name"], {
          limit: 60,
          order: "id",
          context: { active_test: false },
        });
        if (page.length === 0) break;
        seen.push(...page.map((record) => record.id));
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(seen.length).toBe(await client().searchCount("res.currency", [], { active_test: false }));
      expect(await client().search("res.currency", [], { context: { active_test: false } })).toEqual(seen);
    });

    it("hides what is archived unless asked for it", async () => {
      const shown = await client().searchCount("res.currency", []);
      const all = await client().searchCount("res.currency", [], { active_test: false });
      expect(shown).toBeLessThan(all);
    });

    it("names what was asked for and is not there", async () => {
      const { records, missing } = await client().read(
        "stock.picking",
        [order.pickingId, 999_999_999],
        ["name"],
      );
      expect(records.map((record) => record.id)).toEqual([order.pickingId]);
      expect(missing).toEqual([999_999_999]);
    });

    it("knows a model's fields, its selections in the language asked for", async () => {
      const fields = await client().fieldsGet("stock.picking", ["type", "selection"], { lang: "en_US" });
      expect(fields.state?.type).toBe("selection");
      expect(fields.state?.selection).toContainEqual(["done", "Done"]);
      expect(fields.sale_id?.type).toBe("many2one");
    });

    it("finds by what lies behind a relation, with or, and with not", async () => {
      const byOrder = await client().search("stock.picking", [
        ["sale_id.client_order_ref", "like", world().run],
        ["id", "=", order.pickingId],
      ]);
      expect(byOrder).toEqual([order.pickingId]);
      const either = await client().search("stock.picking", [
        "|",
        ["id", "=", order.pickingId],
        ["id", "=", 999_999_999],
      ]);
      expect(either).toEqual([order.pickingId]);
      const not = await client().search("stock.picking", [
        ["id", "=", order.pickingId],
        "!",
        ["state", "=", "assigned"],
      ]);
      expect(not).toEqual([]);
    });

    it("compares write_date at whole seconds, so that equal ones are one page apart at most", async () => {
      const [row] = await client().searchRead(
        "stock.picking",
        [["id", "=", order.pickingId]],
        ["write_date"],
        { limit: 1 },
      );
      const at = String(row?.write_date);
      const of = (operator: string) =>
        client().search("stock.picking", [
          ["id", "=", order.pickingId],
          ["write_date", operator, at],
        ]);
      expect(await of(">=")).toEqual([order.pickingId]);
      expect(await of("=")).toEqual([order.pickingId]);
      expect(await of(">")).toEqual([]);
    });

    it("moves write_date also when the same value is written again", async () => {
      const { admin } = world();
      const written = async () => {
        const { records } = await client().read("stock.picking", [order.pickingId], ["write_date"]);
        return String(records[0]?.write_date);
      };
      await admin.write("stock.picking", [order.pickingId], { carrier_tracking_ref: "SAME" });
      const before = await written();
      await nextSecond();
      await admin.write("stock.picking", [order.pickingId], { carrier_tracking_ref: "SAME" });
      expect((await written()) > before).toBe(true);
    });

    it("answers a field nobody knows as our own mistake, for the whole call", async () => {
      await expect(
        client().searchRead("stock.picking", [], ["name", "no_such_field"], { limit: 1 }),
      ).rejects.toMatchObject({
        kind: "caller_bug",
        details: { status: reject(500), exception: "builtins.ValueError" },
      });
    });

    it("answers an unknown operator as our own mistake", async () => {
      await expect(client().search("stock.picking", [["id", "resembles", 1]])).rejects.toMatchObject({
        kind: "caller_bug",
        details: { status: reject(500), exception: "builtins.ValueError" },
      });
    });

    it("answers a model nobody knows as our own mistake", async () => {
      const asked = client().searchRead("no.such.model", [], ["id"], { limit: 1 });
      await expect(asked).rejects.toMatchObject({ kind: "caller_bug", details: { status: reject(404) } });
    });

    it("refuses a key that is none", async () => {
      const { url: baseUrl, database } = world().target;
      const login = world().reader.login;
      const stranger = await connectOdoo({
        baseUrl,
        database,
        login,
        apiKey: "f".repeat(40),
        transport: kind,
      });
      await expect(stranger.whoAmI()).rejects.toMatchObject({
        kind: "authentication",
        details: { status: reject(401) },
      });
    });

    it("answers the name of another database with something that is not Odoo's", async () => {
      const { url: baseUrl } = world().target;
      const { apiKey, login } = world().reader;
      const astray = { baseUrl, database: "no_such_database", apiKey, login, transport: kind };
      await expect((await connectOdoo(astray)).whoAmI()).rejects.toMatchObject({ kind: "protocol" });
    });

    it("lets the reader write nothing, neither values nor notes nor attachments", async () => {
      const ids = [order.pickingId];
      const refused = { kind: "permission", details: { exception: "odoo.exceptions.AccessError" } };
      const write = { ids, positional: ["vals"] };
      await expect(
        bare(wire(), "stock.picking", "write", { vals: { note: "x" } }, write),
      ).rejects.toMatchObject(refused);
      await expect(
        bare(wire(), "stock.picking", "message_post", { body: "x" }, { ids }),
      ).rejects.toMatchObject(refused);
      const file = { name: "x", res_model: "stock.picking", res_id: order.pickingId, datas: "eA==" };
      await expect(
        bare(wire(), "ir.attachment", "create", { vals_list: [file] }, { positional: ["vals_list"] }),
      ).rejects.toMatchObject(refused);
    });

    it("hides methods that begin with an underscore", async () => {
      const hidden = bare(wire(), "sale.order", "_create_invoices", {}, { ids: [order.orderId] });
      await expect(hidden).rejects.toMatchObject({ kind: "permission", details: { status: reject(403) } });
    });

    it("refuses a company the user does not belong to", async () => {
      const context = { allowed_company_ids: [999_999] };
      const asked = client().searchRead("sale.order", [], ["name"], { limit: 1, context });
      await expect(asked).rejects.toMatchObject({ kind: "permission" });
    });

    it("sends nothing for ids that are none, because Odoo would say yes and do nothing", async () => {
      const picking = (ids: unknown) => client().read("stock.picking", ids as number[], ["name"]);
      for (const ids of [[], [null], ["1"], [0], [-1], [1.5], undefined]) {
        await expect(picking(ids)).rejects.toMatchObject({ kind: "caller_bug", details: {} });
      }
    });
  });
}

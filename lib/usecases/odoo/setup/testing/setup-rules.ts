import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOdooConnection, updateOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { auditLog } from "@/db/schema/access";
import { connection } from "@/db/schema/connection";
import { odooConnection, odooPull } from "@/db/schema/odoo";
import type { OdooTarget } from "@/lib/connectors/odoo/contract/target";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import { odooAdmin } from "@/lib/connectors/odoo/setup/admin";
import { type OdooSession, openSession } from "@/lib/connectors/odoo/setup/session";
import { removeWebhooks } from "@/lib/connectors/odoo/setup/webhooks";
import type { SetUpOdooInput } from "@/lib/contracts/odoo/setup-input";
import { openSecret } from "@/lib/usecases/connections/seal";
import type { Context } from "@/lib/usecases/context";
import { type InboxFixture, inboxFixture } from "@/lib/usecases/inbox/testing/inbox-fixture";
import { examineOdoo } from "../../doctor/examine-odoo";
import { openOdooClient } from "../../open-client";
import { setUpOdoo } from "../set-up-odoo";
import { switchOdooHints } from "../switch-hints";

/** What setting up and looking after an Odoo has to hold to, against the real one and against what stands in for it. */
export function describeSetUpOdoo(name: string, makeTarget: () => Promise<OdooTarget>): void {
  describe(`the setup of ${name}`, { timeout: 120_000 }, () => rules(makeTarget));
}

function rules(makeTarget: () => Promise<OdooTarget>): void {
  const slug = `setup-${randomBytes(3).toString("hex")}`;
  const key = randomBytes(32);
  const calls: { path: string; body: Record<string, unknown> }[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      calls.push({ path: request.url ?? "", body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
      response.end("{}");
    });
  });
  let inbox: InboxFixture;
  let ctx: Context;
  let input: SetUpOdooInput;
  let session: OdooSession;
  let target: OdooTarget;

  beforeAll(async () => {
    target = await makeTarget();
    inbox = await inboxFixture();
    const actor = { kind: "system", job: "test", companyId: inbox.companyId } as const;
    ctx = { db: inbox.db, actor, now: () => new Date() };
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const { url: baseUrl, database, adminLogin, adminPassword } = target;
    const webhookBase = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    input = { slug, baseUrl, database, adminLogin, adminPassword, webhookBase, mayInstallModule: true };
    session = await openSession({ baseUrl, database, login: adminLogin, password: adminPassword });
  });
  afterAll(async () => {
    await removeWebhooks(odooAdmin(session), `${slug} ${(await row()).owner.connectionId.slice(-8)}`);
    await session.close();
    receiver.close();
    await target.close();
    await inbox.close();
  });

  const row = async () => {
    const [made] = await inbox.db.select().from(connection).where(eq(connection.slug, slug));
    const owner = { companyId: inbox.companyId, connectionId: made?.id ?? "" };
    const odoo = await findOdooConnection(inbox.db, owner);
    if (!made || !odoo) throw new Error("nothing was set up");
    return { owner, connection: made, odoo };
  };

  it("makes users, keys, rules and webhooks, and finds every permission as it should be", async () => {
    const told: string[] = [];
    const report = await setUpOdoo(ctx, key, input, (step) => told.push(`${step.id} ${step.state}`));
    expect(report.steps.map(({ id, state, text }) => [id, state, text])).toEqual(
      report.steps.map(({ id, text }) => [id, "done", text]),
    );
    expect(report).toMatchObject({ ok: true, slug, connectionId: (await row()).owner.connectionId });
    expect(told.slice(0, 2)).toEqual(["server running", "server done"]);
    const { odoo, connection: made } = await row();
    expect(made).toMatchObject({ dialect: "odoo", partnerKind: "erp", verification: { scheme: "none" } });
    expect(odoo).toMatchObject({ transport: "json2", hintsEnabled: true, readerLogin: "milepost-reader" });
    expect(odoo.fields?.["stock.picking"]).toContain("carrier_tracking_ref");
    expect(odoo.stateLabels?.["stock.picking"]?.state?.en_US).toMatchObject({ Ready: "assigned" });
    const scheduled = await inbox.db.$count(odooPull, eq(odooPull.connectionId, made.id));
    expect(scheduled).toBe(MODEL_PLANS.length);
  });

  it("seals the keys, never writes them down, and leaves an audit row of each", async () => {
    const { odoo, owner } = await row();
    const reader = await openOdooClient(inbox.db, key, owner, "reader");
    expect((await reader.whoAmI()).tz).toBe("UTC");
    const audit = await inbox.db.select().from(auditLog).where(eq(auditLog.subjectId, owner.connectionId));
    const actions = audit.map((entry) => entry.action);
    for (const action of ["connection.add", "odoo.key.mint", "odoo.hints.switch", "odoo.setup"]) {
      expect(actions).toContain(action);
    }
    const sealed = odoo.readerKeySealed ?? Buffer.alloc(0);
    const inClear = openSecret(key, owner, sealed) ?? "";
    expect(inClear.length).toBeGreaterThanOrEqual(40);
    expect(JSON.stringify(audit)).not.toContain(inClear);
    expect(sealed.includes(Buffer.from(inClear))).toBe(false);
    await expect(openOdooClient(inbox.db, randomBytes(32), owner, "actor")).rejects.toThrow("does not open");
  });

  it("changes nothing when it is run again: the keys hold, the rules are as they were", async () => {
    const before = (await row()).odoo;
    const report = await setUpOdoo(ctx, key, input);
    expect(report.ok).toBe(true);
    const texts = Object.fromEntries(report.steps.map((step) => [step.id, step.text]));
    expect(texts.reader).toContain("still holds");
    expect(texts.actor).toContain("still holds");
    expect(texts.webhooks).toContain("all as they were");
    const after = (await row()).odoo;
    expect(after.readerKeySealed?.equals(before.readerKeySealed ?? Buffer.alloc(0))).toBe(true);
  });

  it("makes new keys when asked to; the old ones are refused from then on", async () => {
    const { owner } = await row();
    const old = await openOdooClient(inbox.db, key, owner, "reader");
    const report = await setUpOdoo(ctx, key, { ...input, newKeys: true });
    expect(report.ok).toBe(true);
    await expect(old.whoAmI()).rejects.toMatchObject({ kind: "authentication" });
    const fresh = await openOdooClient(inbox.db, key, owner, "reader");
    await expect(fresh.whoAmI()).resolves.toMatchObject({ lang: "en_US" });
  });

  it("has Odoo call when a document changes, under an address with a secret, until that is switched off", async () => {
    const admin = odooAdmin(session);
    const partner = await admin.create("res.partner", { name: `Setup test ${slug}`, is_company: true });
    const order = await admin.create("sale.order", { partner_id: partner, client_order_ref: slug });
    const called = () => calls.filter(({ body }) => body._model === "sale.order" && body._id === order);
    await expect.poll(() => called().length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(called()[0]?.path).toMatch(new RegExp(`^/api/odoo/${slug}/[A-Za-z0-9_-]{43}$`));
    const { owner } = await row();
    const { adminLogin, adminPassword } = input;
    const asked = { connectionId: owner.connectionId, enabled: false, adminLogin, adminPassword };
    expect(await switchOdooHints(ctx, asked)).toBe(10);
    expect((await row()).odoo.hintsEnabled).toBe(false);
    const before = called().length;
    await admin.write("sale.order", [order], { client_order_ref: `${slug} again` });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(called().length).toBe(before);
    expect(await switchOdooHints(ctx, { ...asked, enabled: true })).toBe(10);
    await admin.run("sale.order", "unlink", [order]);
  });

  it("is found in order by the doctor", async () => {
    const findings = await examineOdoo(ctx, key, { slug });
    expect(findings.filter((finding) => finding.level === "fail")).toEqual([]);
    expect(findings.find(({ subject }) => subject === `${slug} reader`)?.message).toContain("ends on");
  });

  it("makes the doctor warn two weeks before a key ends, and say when it has", async () => {
    const readerIn = async (days: number) => {
      const later = () => new Date(Date.now() + days * 86_400_000);
      const findings = await examineOdoo({ ...ctx, now: later }, key, { slug });
      return findings.find(({ subject }) => subject === `${slug} reader`);
    };
    expect(await readerIn(364 - 16)).toMatchObject({ level: "ok" });
    expect(await readerIn(364 - 14)).toMatchObject({
      level: "warn",
      advice: expect.stringContaining("setup"),
    });
    expect(await readerIn(366)).toMatchObject({ level: "fail" });
  });

  it("makes the doctor name a right that somebody took away, and what puts it back does so", async () => {
    const admin = odooAdmin(session);
    const rules = await admin.find(
      "ir.model.access",
      [["name", "=", "milepost reader delivery.carrier"]],
      ["id"],
    );
    await admin.write(
      "ir.model.access",
      rules.map((rule) => rule.id),
      { perm_read: false },
    );
    const before = await examineOdoo(ctx, key, { slug });
    expect(before.find(({ subject }) => subject === `${slug} reader's rights`)).toMatchObject({
      level: "fail",
      message: expect.stringContaining("delivery.carrier"),
    });
    const report = await setUpOdoo(ctx, key, input);
    expect(report.steps.find(({ id }) => id === "access")?.text).toContain("1 added or put right");
    const after = await examineOdoo(ctx, key, { slug });
    expect(after.filter((finding) => finding.level === "fail")).toEqual([]);
  });

  it("makes the doctor say that an Odoo is away, once, and still tell what waits", async () => {
    const { owner, odoo } = await row();
    await updateOdooConnection(inbox.db, owner, { baseUrl: "http://127.0.0.1:1" });
    const findings = await examineOdoo(ctx, key, { slug });
    expect(findings.filter(({ level }) => level === "fail").map(({ subject }) => subject)).toEqual([
      `${slug} address`,
    ]);
    expect(findings.map(({ subject }) => subject)).toContain(`${slug} commands`);
    await updateOdooConnection(inbox.db, owner, { baseUrl: odoo.baseUrl });
  });

  it("is refused with a wrong password, naming the step, and leaves nothing behind", async () => {
    const other = { ...input, slug: `${slug}-x`, adminPassword: "certainly not" };
    const report = await setUpOdoo(ctx, key, other);
    expect(report).toMatchObject({ ok: false, connectionId: null });
    expect(report.steps.at(-1)).toMatchObject({ id: "sign_in", state: "failed" });
    expect(JSON.stringify(report)).not.toContain("certainly not");
    expect(await inbox.db.$count(connection, eq(connection.slug, other.slug))).toBe(0);
  });

  it("never sends a key to a new address, but makes new ones there", async () => {
    const before = await row();
    const old = await openOdooClient(inbox.db, key, before.owner, "reader");
    const moved = { ...input, baseUrl: input.baseUrl.replace("127.0.0.1", "localhost") };
    const report = await setUpOdoo(ctx, key, moved);
    const texts = Object.fromEntries(report.steps.map((step) => [step.id, step.text]));
    expect(texts.reader).toContain("is new");
    expect(texts.actor).toContain("is new");
    await expect(old.whoAmI()).rejects.toMatchObject({ kind: "authentication" });
    expect((await row()).odoo.baseUrl).toBe(moved.baseUrl);
    await setUpOdoo(ctx, key, input);
  });

  it("refuses another Odoo whose database has the same name, and keeps address and keys", async () => {
    const { owner, odoo } = await row();
    await updateOdooConnection(inbox.db, owner, { databaseUuid: "that of the first" });
    const moved = { ...input, baseUrl: input.baseUrl.replace("127.0.0.1", "localhost") };
    const report = await setUpOdoo(ctx, key, moved);
    expect(report.steps.at(-1)).toMatchObject({
      id: "connection",
      state: "failed",
      text: expect.stringContaining("is another Odoo"),
    });
    const after = (await row()).odoo;
    expect(after.baseUrl).toBe(odoo.baseUrl);
    expect(after.readerKeySealed?.equals(odoo.readerKeySealed ?? Buffer.alloc(0))).toBe(true);
    await updateOdooConnection(inbox.db, owner, { databaseUuid: odoo.databaseUuid });
  });

  it("names its rules so that another Milepost's of the same name are not taken for them", async () => {
    const rules = await odooAdmin(session).find("base.automation", [["name", "like", slug]], ["name"]);
    expect(rules).toHaveLength(10);
    const { connectionId } = (await row()).owner;
    for (const { name } of rules) expect(name).toContain(`${slug} ${connectionId.slice(-8)}:`);
  });

  it("refuses to point a connection at another database", async () => {
    const { owner } = await row();
    await inbox.db
      .update(odooConnection)
      .set({ database: "another" })
      .where(and(eq(odooConnection.connectionId, owner.connectionId)));
    const report = await setUpOdoo(ctx, key, input);
    expect(report.steps.at(-1)).toMatchObject({ id: "connection", state: "failed" });
  });

  it("is for IT and admins only", async () => {
    const person = { kind: "user", id: "u", companyId: inbox.companyId, role: "lead" } as const;
    const lead = { ...ctx, actor: { ...person, name: "Lea", email: "lea@example.test" } };
    await expect(setUpOdoo(lead, key, input)).rejects.toMatchObject({ code: "forbidden" });
  });
}

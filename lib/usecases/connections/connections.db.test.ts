import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { codeOverride, connection, connectionSecret, unmappedCode } from "@/db/schema/connection";
import type { AddConnectionInput } from "@/lib/contracts/connections/connection-input";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { openIntake } from "../inbox/intake";
import { receiveFile } from "../inbox/receive-file";
import { receiveMessage } from "../inbox/receive-message";
import { type InboxFixture, inboxFixture } from "../inbox/testing/inbox-fixture";
import { post, signed } from "../inbox/testing/sender-fixture";
import { uploadMessage } from "../messages/upload-message";
import { connectionList } from "../views/connections/connection-list";
import { uploadChoices } from "../views/messages/upload-choices";
import { addConnection } from "./add-connection";
import { changeConnection } from "./change-connection";
import { mapCode } from "./map-code";
import { retireSecret } from "./retire-secret";
import { rotateSecret } from "./rotate-secret";
import { switchConnection } from "./switch-connection";

const key = randomBytes(32);
const reason = "test of the rule";

describe("connections", () => {
  let inbox: InboxFixture;
  let ctx: Context;

  const contextOf = (role: Role, companyId = inbox.companyId): Context => ({
    db: inbox.db,
    actor: { kind: "user", id: randomUUID(), companyId, role, name: "Ina Test", email: "ina@example.test" },
    now: () => new Date(),
  });
  beforeAll(async () => {
    inbox = await inboxFixture();
    ctx = contextOf("it");
  });
  afterAll(() => inbox.close());

  const add = (slug: string, more: Partial<AddConnectionInput> = {}) =>
    addConnection(ctx, key, {
      slug,
      name: `Partner ${slug}`,
      dialect: "easypost",
      partnerKind: "aggregator",
      verification: { scheme: "standard-webhooks" },
      ...more,
    });
  const row = async (id: string) => {
    const [found] = await inbox.db.select().from(connection).where(eq(connection.id, id));
    if (!found) throw new Error("no such connection");
    return found;
  };
  const sends = async (slug: string, secret: string) => {
    const body = randomUUID();
    const door = openIntake(inbox.db, key);
    const result = await receiveMessage(door, post({ slug, body, headers: signed(secret, body, body) }));
    await door.flush();
    return result.kind;
  };

  it("are added with a secret that works at once, is shown once and stored only sealed", async () => {
    const added = await add("acme");
    const text = added.secret?.text ?? "";
    expect(text).toMatch(/^whsec_/);
    expect(await sends("acme", text)).toBe("accepted");
    const [stored] = await inbox.db
      .select()
      .from(connectionSecret)
      .where(eq(connectionSecret.connectionId, added.id));
    expect(stored?.sealed.includes(Buffer.from(text))).toBe(false);
    const audit = await inbox.db.select().from(auditLog).where(eq(auditLog.subjectId, added.id));
    expect(audit.map((entry) => entry.action)).toEqual(["connection.add"]);
    expect(JSON.stringify(audit)).not.toContain(text);
    expect(await row(added.id)).toMatchObject({ maxBodyBytes: 1024 * 1024, ratePerMinute: 6_000 });
  });

  it("do not share a name, not even between companies", async () => {
    await add("taken");
    await expect(add("taken")).rejects.toMatchObject({
      code: "invalid",
      fields: { slug: expect.any(String) },
    });
  });

  it("leave the names of by-hand entry to Milepost: one company can't take another's", async () => {
    await expect(add("person-2")).rejects.toMatchObject({
      code: "invalid",
      fields: { slug: expect.stringContaining("person-") },
    });
    await expect(add("personnel-2")).resolves.toMatchObject({ slug: "personnel-2" });
  });

  it("refuse settings that could not work, naming each", async () => {
    const bad = add("Bad Name", { verification: { scheme: "hmac", header: "authorization" } });
    await expect(bad).rejects.toMatchObject({
      fields: { slug: expect.any(String), "verification.header": expect.any(String) },
    });
    await expect(add("weak", { secret: "not base64 at all!" })).rejects.toMatchObject({ code: "invalid" });
    expect(await inbox.db.$count(connection, eq(connection.slug, "weak"))).toBe(0);
  });

  it("take the partner's own secret where it chose one", async () => {
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    await add("their-own", { secret });
    expect(await sends("their-own", secret)).toBe("accepted");
  });

  it("rotate without a gap: old and new both hold until the old one is retired", async () => {
    const { id, secret: old } = await add("rotated");
    const fresh = await rotateSecret(ctx, key, { connectionId: id, expectedVersion: 1, reason });
    expect(await sends("rotated", old?.text ?? "")).toBe("accepted");
    expect(await sends("rotated", fresh.text)).toBe("accepted");
    await retireSecret(ctx, { connectionId: id, expectedVersion: 2, reason, secretId: old?.secretId ?? "" });
    expect(await sends("rotated", old?.text ?? "")).toBe("unsigned");
    expect(await sends("rotated", fresh.text)).toBe("accepted");
    const again = retireSecret(ctx, {
      connectionId: id,
      expectedVersion: 3,
      reason,
      secretId: old?.secretId ?? "",
    });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  it("hold no more than four secrets at once", async () => {
    const { id } = await add("many");
    for (const expectedVersion of [1, 2, 3]) {
      await rotateSecret(ctx, key, { connectionId: id, expectedVersion, reason });
    }
    const fifth = rotateSecret(ctx, key, { connectionId: id, expectedVersion: 4, reason });
    await expect(fifth).rejects.toMatchObject({ code: "invalid" });
  });

  it("are switched off and on again", async () => {
    const { id, secret } = await add("switched");
    await switchConnection(ctx, { connectionId: id, expectedVersion: 1, reason, enabled: false });
    expect(await sends("switched", secret?.text ?? "")).toBe("unknown_connection");
    await switchConnection(ctx, { connectionId: id, expectedVersion: 2, reason, enabled: true });
    expect(await sends("switched", secret?.text ?? "")).toBe("accepted");
  });

  it("change only on the version a person saw, and write down what was before", async () => {
    const { id } = await add("changed");
    const change = { connectionId: id, expectedVersion: 1, reason, ratePerMinute: 10, watchFolder: true };
    await changeConnection(ctx, change);
    await expect(changeConnection(ctx, change)).rejects.toMatchObject({ code: "invalid" });
    await expect(changeConnection(ctx, { ...change, ratePerMinute: 20 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await row(id)).toMatchObject({ ratePerMinute: 10, watchFolder: true, version: 2 });
    const audit = await inbox.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    expect(audit.at(-1)).toMatchObject({
      action: "connection.change",
      reason,
      before: { ratePerMinute: 6_000, watchFolder: false },
      after: { ratePerMinute: 10, watchFolder: true },
    });
  });

  it("are managed by IT and admins only, and never another company's", async () => {
    const { id } = await add("guarded");
    const input = { connectionId: id, expectedVersion: 1, reason };
    await expect(rotateSecret(contextOf("dispatcher"), key, input)).rejects.toMatchObject({
      code: "forbidden",
    });
    const stranger = contextOf("admin", inbox.companyId + 1);
    await expect(rotateSecret(stranger, key, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(connectionList(contextOf("customer_service"))).rejects.toMatchObject({ code: "forbidden" });
    expect(await connectionList(stranger)).toEqual([]);
  });

  it("learn what a code means: a new version of the map, the code off the queue, on the audit log", async () => {
    const { id } = await add("codes", { dialect: "x12" });
    const seen = { companyId: inbox.companyId, connectionId: id, codeList: "x12-1650", code: "ZT" };
    const at = new Date();
    const sighting = { ...seen, count: 3, firstSeenAt: at, lastSeenAt: at, exampleMessageId: randomUUID() };
    await inbox.db.insert(unmappedCode).values(sighting);
    const wanted = { connectionId: id, codeList: "x12-1650", code: "ZT", milestone: "in_transit" } as const;
    const mapped = await mapCode(ctx, { ...wanted, expectedMappingVersion: 0 });
    expect(mapped).toEqual({ mappingVersion: 1, messagesAgain: 0, more: false });
    await expect(mapCode(ctx, { ...wanted, expectedMappingVersion: 0 })).rejects.toMatchObject({
      code: "conflict",
    });
    await mapCode(ctx, { ...wanted, milestone: "arrived_hub", expectedMappingVersion: 1 });
    const overrides = await inbox.db.select().from(codeOverride).where(eq(codeOverride.connectionId, id));
    expect(overrides.map(({ version, milestone }) => [version, milestone])).toEqual([
      [1, "in_transit"],
      [2, "arrived_hub"],
    ]);
    expect(await inbox.db.$count(unmappedCode, eq(unmappedCode.connectionId, id))).toBe(0);
    expect((await row(id)).mappingVersion).toBe(2);
  });

  it("show what came in and what was refused within the day", async () => {
    const { id, secret } = await add("watched");
    await sends("watched", secret?.text ?? "");
    await sends("watched", `whsec_${randomBytes(32).toString("base64")}`);
    const item = (await connectionList(ctx)).find((each) => each.id === id);
    expect(item).toMatchObject({ health: "ok", day: { accepted: 1, unsigned: 1 }, waiting: 0 });
  });

  it("take no file where people enter by hand: it could put words into anyone's mouth", async () => {
    const byHand = await inbox.addConnection({ dialect: "manual", partnerKind: "person", name: "By hand" });
    const partner = await inbox.addConnection({ name: "Not by hand" });
    const file = { connectionId: byHand.id, fileName: "event.json", body: Buffer.from("{}") };
    const refused = { code: "invalid", message: expect.stringContaining("by hand") };
    await expect(uploadMessage(ctx, file)).rejects.toMatchObject(refused);
    for (const transport of ["cli", "file"] as const) {
      const dropped = { slug: byHand.slug, body: file.body, fileName: file.fileName, transport };
      const result = await receiveFile({ db: inbox.db, now: ctx.now }, dropped);
      expect(result).toEqual({ kind: "unknown_connection" });
    }
    const offered = (await uploadChoices(ctx)).map(({ value }) => value);
    expect([offered.includes(partner.id), offered.includes(byHand.id)]).toEqual([true, false]);
  });

  it("take an upload with the person's name on it, and know it when it comes again", async () => {
    const { id } = await add("uploads", { verification: { scheme: "none" }, dialect: "csv-status" });
    const file = { connectionId: id, fileName: "C:\\reports\\status.csv", body: Buffer.from("a;b") };
    const first = await uploadMessage(contextOf("dispatcher"), file);
    const again = await uploadMessage(contextOf("dispatcher"), file);
    expect([first.kind, again.kind]).toEqual(["accepted", "repeat"]);
    expect(again.messageId).toBe(first.messageId);
    const audit = await inbox.db.select().from(auditLog).where(eq(auditLog.subjectId, first.messageId));
    expect(audit[0]).toMatchObject({ actorName: "Ina Test", after: { fileName: "status.csv" } });
    await expect(uploadMessage(contextOf("lead"), file)).rejects.toMatchObject({ code: "forbidden" });
    const huge = { ...file, body: new Uint8Array(16 * 1024 * 1024 + 1) };
    await expect(uploadMessage(ctx, huge)).rejects.toMatchObject({ code: "too_large" });
  });
});

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { connection, connectionSecret, intakeCounter } from "@/db/schema/connection";
import { inboxMessage } from "@/db/schema/inbox";
import { newSecret } from "../connections/sender-secret";
import { inboundAnswer } from "./inbound-answer";
import type { ReceiveResult } from "./inbound-request";
import { type Intake, openIntake } from "./intake";
import { receiveMessage } from "./receive-message";
import { type ConnectionRow, type InboxFixture, inboxFixture } from "./testing/inbox-fixture";
import { addSecret, type Post, post, signed } from "./testing/sender-fixture";

const key = randomBytes(32);
const scheme = { scheme: "standard-webhooks", toleranceSeconds: 300 } as const;
const secret = newSecret(scheme);

describe("receiving a message over HTTP", () => {
  let inbox: InboxFixture;
  let door: Intake;
  let partner: ConnectionRow;

  beforeAll(async () => {
    inbox = await inboxFixture();
    door = openIntake(inbox.db, key);
    partner = await inbox.addConnection({ slug: "partner", verification: scheme, maxBodyBytes: 1_000 });
    await addSecret(inbox.db, key, partner, secret);
  });
  afterAll(async () => {
    await door.flush();
    await inbox.close();
  });

  const send = (given: Post) => receiveMessage(door, post(given));
  const sendSigned = (id: string, body: string, more: Partial<Post> = {}) =>
    send({ slug: "partner", body, ...more, headers: { ...signed(secret, id, body), ...more.headers } });
  const stored = async (result: ReceiveResult) => {
    const id = "messageId" in result ? result.messageId : "";
    const [row] = await inbox.db.select().from(inboxMessage).where(eq(inboxMessage.id, id));
    if (!row) throw new Error(`nothing is stored for ${JSON.stringify(result)}`);
    return row;
  };
  const messageCount = () => inbox.db.$count(inboxMessage);

  it("stores the exact bytes and the headers that matter before it answers 202", async () => {
    const body = '{"a":  1}\r\n';
    const result = await sendSigned("m1", body, {
      headers: {
        "content-type": "application/json",
        "user-agent": "partner/2",
        cookie: "c",
        authorization: "x",
      },
    });
    expect(inboundAnswer(result).status).toBe(202);
    const row = await stored(result);
    expect(row.body.toString()).toBe(body);
    expect(row).toMatchObject({ deliveryKey: "m1", contentType: "application/json", contentEncoding: null });
    expect(Object.keys(row.headers).sort()).toEqual([
      "content-type",
      "user-agent",
      "webhook-id",
      "webhook-timestamp",
    ]);
  });

  it("answers a repeat with 200 and the first id", async () => {
    const first = await sendSigned("m2", "{}");
    const again = await sendSigned("m2", "{}");
    expect(again).toMatchObject({ kind: "repeat", messageId: "messageId" in first ? first.messageId : "" });
    expect(inboundAnswer(again).status).toBe(200);
  });

  it("stores other bytes under a known id, says so and answers 202", async () => {
    const first = await stored(await sendSigned("m3", "one"));
    const other = await sendSigned("m3", "two");
    expect(inboundAnswer(other).status).toBe(202);
    expect(await inboundAnswer(other).json()).toMatchObject({ conflictWith: first.id });
    expect((await stored(other)).conflictWith).toBe(first.id);
  });

  it("refuses a bad signature with 401 and keeps none of it", async () => {
    const before = await messageCount();
    const result = await send({ slug: "partner", body: "other", headers: signed(secret, "m4", "{}") });
    expect(inboundAnswer(result).status).toBe(401);
    expect(await messageCount()).toBe(before);
  });

  it("answers 404 for a connection nobody has, one that is off, a strange name and an unasked path", async () => {
    await inbox.addConnection({ slug: "off", enabled: false, verification: { scheme: "bearer" } });
    for (const slug of ["nobody", "off", "No/Body", "a\0b", ""]) {
      expect(inboundAnswer(await send({ slug })).status, slug).toBe(404);
    }
    expect(inboundAnswer(await sendSigned("m5", "{}", { pathSecret: "x" })).status).toBe(404);
  });

  it("refuses a body over the limit with 413, whether its length was declared or not", async () => {
    const atLimit = await sendSigned("m6", "x".repeat(1_000), { chunked: true });
    expect(atLimit.kind).toBe("accepted");
    for (const chunked of [true, false]) {
      const result = await sendSigned("m7", "x".repeat(1_001), { chunked });
      expect(inboundAnswer(result).status).toBe(413);
    }
  });

  it("takes gzip, keeps it as it came, and limits what it unpacks to", async () => {
    const packer = await inbox.addConnection({
      slug: "packed",
      verification: { scheme: "bearer" },
      maxBodyBytes: 1_000,
    });
    await addSecret(inbox.db, key, packer, "t0ken");
    const headers = { authorization: "Bearer t0ken", "content-encoding": "gzip" };
    const sendPacked = (packed: Buffer) => send({ slug: "packed", body: packed, headers });
    const honest = gzipSync("y".repeat(1_000));
    const row = await stored(await sendPacked(honest));
    expect(row).toMatchObject({ contentEncoding: "gzip", sizeBytes: honest.length });
    expect(row.body.equals(honest)).toBe(true);
    expect(inboundAnswer(await sendPacked(gzipSync("y".repeat(1_001)))).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(900_000));
    expect(bomb.length).toBeLessThan(1_000);
    expect(inboundAnswer(await sendPacked(bomb)).status).toBe(413);
    expect(inboundAnswer(await sendPacked(Buffer.from("not gzip"))).status).toBe(415);
    expect(inboundAnswer(await sendPacked(honest.subarray(0, -9))).status).toBe(415);
  });

  it("refuses any other encoding with 415", async () => {
    const result = await sendSigned("m8", "{}", { headers: { "content-encoding": "br" } });
    const answer = inboundAnswer(result);
    expect(answer.status).toBe(415);
    expect(answer.headers.get("accept-encoding")).toBe("gzip, identity");
    expect((await sendSigned("m9", "{}", { headers: { "content-encoding": "identity" } })).kind).toBe(
      "accepted",
    );
  });

  it("answers 429 with Retry-After over the rate, which a stranger's flood does not use up", async () => {
    const slow = await inbox.addConnection({
      slug: "slow",
      verification: { scheme: "bearer" },
      ratePerMinute: 2,
    });
    await addSecret(inbox.db, key, slow, "t0ken");
    const sendTo = (token: string, body: string) =>
      send({ slug: "slow", body, headers: { authorization: `Bearer ${token}` } });
    for (const body of ["1", "2", "3", "4"]) expect((await sendTo("wrong", body)).kind).toBe("unsigned");
    expect([(await sendTo("t0ken", "1")).kind, (await sendTo("t0ken", "2")).kind]).toEqual([
      "accepted",
      "accepted",
    ]);
    const answer = inboundAnswer(await sendTo("t0ken", "3"));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(30);
  });

  it("takes the secret from the path, and the delivery key from the header a connection names", async () => {
    const byPath = await inbox.addConnection({
      slug: "by-path",
      verification: { scheme: "secret-path" },
      deliveryKeyHeader: "X-Delivery",
    });
    await addSecret(inbox.db, key, byPath, "p4th");
    const given = { slug: "by-path", body: "b", headers: { "x-delivery": "d-77" } };
    expect((await send(given)).kind).toBe("unsigned");
    const row = await stored(await send({ ...given, pathSecret: "p4th" }));
    expect(row).toMatchObject({ deliveryKey: "d-77", headers: { "x-delivery": "d-77" } });
    const keyless = await stored(await send({ slug: "by-path", body: "b", pathSecret: "p4th" }));
    expect(keyless.deliveryKey).toBe(`sha256:${keyless.sha256.toString("hex")}`);
  });

  it("takes nothing over HTTP where a connection has no way to know its sender", async () => {
    await inbox.addConnection({ slug: "files-only" });
    expect(inboundAnswer(await send({ slug: "files-only", body: "x" })).status).toBe(401);
  });

  it("counts what came and what was refused, by the hour", async () => {
    const counted = await inbox.addConnection({ slug: "counted", verification: scheme, maxBodyBytes: 10 });
    await addSecret(inbox.db, key, counted, secret);
    for (const body of ["1", "1", "22", "x".repeat(11)]) await sendSigned("c", body, { slug: "counted" });
    await send({ slug: "counted", body: "3" });
    await door.flush();
    const rows = await inbox.db
      .select()
      .from(intakeCounter)
      .where(eq(intakeCounter.connectionId, counted.id));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      accepted: 1,
      repeated: 1,
      conflicting: 1,
      unsigned: 1,
      tooLarge: 1,
      bytes: 3,
    });
    expect(rows[0]?.hourAt.getUTCMinutes()).toBe(0);
  });

  it("keeps 503 for our own faults: a secret that does not open is not the partner's", async () => {
    const otherDoor = openIntake(inbox.db, randomBytes(32));
    const given = post({ slug: "partner", body: "{}", headers: signed(secret, "m10", "{}") });
    expect((await receiveMessage(otherDoor, given)).kind).toBe("unavailable");
  });

  it("gives one id to one message that two processes receive at once", async () => {
    const rival = connectDatabase(inbox.url, { max: 3 });
    const otherDoor = openIntake(rival, key);
    const ids = Array.from({ length: 40 }, (_, index) => `race ${index}`);
    const results = await Promise.all(
      [door, otherDoor].flatMap((intake) =>
        ids.map((id) =>
          receiveMessage(intake, post({ slug: "partner", body: id, headers: signed(secret, id, id) })),
        ),
      ),
    );
    await otherDoor.flush();
    await rival.$client.end();
    expect(results.filter((result) => result.kind === "accepted")).toHaveLength(40);
    expect(results.filter((result) => result.kind === "repeat")).toHaveLength(40);
    expect(new Set(results.map((result) => "messageId" in result && result.messageId)).size).toBe(40);
  });

  it("believes old and new secret while rotating, and drops a retired one within two seconds", async () => {
    const fresh = newSecret(scheme);
    const rotating = await inbox.addConnection({ slug: "rotating", verification: scheme });
    const oldId = await addSecret(inbox.db, key, rotating, secret);
    await addSecret(inbox.db, key, rotating, fresh);
    const sendWith = (using: string, id: string) =>
      send({ slug: "rotating", body: id, headers: signed(using, id, id) });
    expect((await sendWith(secret, "r1")).kind).toBe("accepted");
    expect((await sendWith(fresh, "r2")).kind).toBe("accepted");
    await inbox.db
      .update(connectionSecret)
      .set({ retiredAt: new Date() })
      .where(eq(connectionSecret.id, oldId));
    await inbox.db.update(connection).set({ maxBodyBytes: 1 }).where(eq(connection.id, rotating.id));
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    expect((await sendWith(secret, "r3")).kind).toBe("too_large");
    expect((await sendWith(secret, "4")).kind).toBe("unsigned");
    expect((await sendWith(fresh, "5")).kind).toBe("accepted");
  });
});

describe("receiving while Postgres is away", () => {
  it("answers 503 with Retry-After, at once where nobody listens", async () => {
    const nobody = connectDatabase("postgres://x:x@127.0.0.1:1/x", { max: 2 });
    const door = openIntake(nobody, key);
    const startedAt = performance.now();
    const answer = inboundAnswer(await receiveMessage(door, post({ slug: "partner" })));
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await nobody.$client.end();
  });

  it("answers 503 within five seconds where Postgres takes the connection and then says nothing", async () => {
    const mute = createServer().listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as AddressInfo;
    const db = connectDatabase(`postgres://x:x@127.0.0.1:${port}/x`, { max: 2 });
    const startedAt = performance.now();
    const result = await receiveMessage(openIntake(db, key), post({ slug: "partner" }));
    expect(result.kind).toBe("unavailable");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    mute.close();
    await db.$client.end();
  });
});

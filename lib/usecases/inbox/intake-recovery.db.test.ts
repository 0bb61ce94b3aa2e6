import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { openIntake } from "./intake";
import { receiveMessage } from "./receive-message";
import { type InboxFixture, inboxFixture } from "./testing/inbox-fixture";
import { addSecret, post } from "./testing/sender-fixture";

const key = randomBytes(32);

/** A wire to Postgres that can go silent, as a machine does that lost its power: no end, no answer. */
async function silentWire(url: string) {
  const target = new URL(url);
  const { port, hostname } = target;
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    client.on("data", (data) => !isSilent && upstream.write(data));
    upstream.on("data", (data) => !isSilent && client.write(data));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.toString(),
    setSilent: (silent: boolean) => {
      isSilent = silent;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe("a database that vanishes without a word", () => {
  let inbox: InboxFixture;
  beforeAll(async () => {
    inbox = await inboxFixture();
  });
  afterAll(() => inbox.close());

  it("costs each sender less than five seconds, and none once it is back", async () => {
    const wire = await silentWire(inbox.url);
    const partner = await inbox.addConnection({ slug: "wired", verification: { scheme: "bearer" } });
    await addSecret(inbox.db, key, partner, "t0ken");
    const db = connectDatabase(wire.url, { max: 4, queryTimeoutMs: 1_000 });
    const door = openIntake(db, key);
    const send = async (body: string) => {
      const startedAt = performance.now();
      const headers = { authorization: "Bearer t0ken" };
      const { kind } = await receiveMessage(door, post({ slug: "wired", body, headers }));
      return { kind, isQuick: performance.now() - startedAt < 5_000 };
    };
    expect(await send("before")).toEqual({ kind: "accepted", isQuick: true });
    wire.setSilent(true);
    const during = await Promise.all(["a", "b", "c"].map(send));
    expect(during).toEqual(Array.from({ length: 3 }, () => ({ kind: "unavailable", isQuick: true })));
    wire.setSilent(false);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const [one, two] = await Promise.all([send("a"), send("d")]);
    expect([one.kind, two.kind]).toEqual([expect.stringMatching(/accepted|repeat/), "accepted"]);
    await door.flush();
    await db.$client.end();
    wire.close();
  });
});

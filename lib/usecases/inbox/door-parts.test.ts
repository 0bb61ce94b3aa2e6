import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ByteBudget } from "./byte-budget";
import { inflatesWithin } from "./inflate";
import { deliveryKeyOf, keptHeaders } from "./kept-headers";
import { RateLimit } from "./rate-limit";
import { readBody } from "./read-body";
import { type KnownSender, SenderDirectory } from "./sender-directory";

describe("the rate of a connection", () => {
  it("lets a minute's worth through at once, then no faster than the rate", () => {
    const limit = new RateLimit();
    for (let sent = 0; sent < 60; sent += 1) {
      expect(limit.waitMs("c", 60, 0)).toBe(0);
      limit.take("c", 60, 0);
    }
    expect(limit.waitMs("c", 60, 0)).toBe(1_000);
    expect(limit.waitMs("c", 60, 400)).toBeCloseTo(600);
    expect(limit.waitMs("c", 60, 1_000)).toBe(0);
  });

  it("is each connection's own, and a quiet hour saves up no more than a minute", () => {
    const limit = new RateLimit();
    limit.take("a", 1, 0);
    expect(limit.waitMs("a", 1, 0)).toBeGreaterThan(0);
    expect(limit.waitMs("b", 1, 0)).toBe(0);
    expect(limit.waitMs("a", 1, 3_600_000)).toBe(0);
    limit.take("a", 1, 3_600_000);
    expect(limit.waitMs("a", 1, 3_600_000)).toBeGreaterThan(0);
  });
});

describe("the bytes one process holds", () => {
  it("are bounded, but one message always finds room", () => {
    const budget = new ByteBudget(100);
    expect(budget.hold(500)).toBe(true);
    expect(budget.hold(1)).toBe(false);
    budget.release(500);
    expect([budget.hold(60), budget.hold(40), budget.hold(1)]).toEqual([true, true, false]);
  });

  it("are given back when a sender hangs up or sends too much", async () => {
    const budget = new ByteBudget(100);
    const chunks = (...sizes: number[]) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const size of sizes) controller.enqueue(new Uint8Array(size));
          controller.close();
        },
      });
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("hung up"));
      },
    });
    const read = (body: ReadableStream<Uint8Array>) => readBody({ headers: new Headers(), body }, 50, budget);
    expect(await read(chunks(30, 30))).toEqual({ kind: "too_large" });
    expect(await read(broken)).toEqual({ kind: "incomplete" });
    expect(budget.hold(100)).toBe(true);
    expect(await read(chunks(10))).toEqual({ kind: "no_room" });
  });

  const slow = (sentBytes: number) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        if (sentBytes > 0) controller.enqueue(new Uint8Array(sentBytes));
      },
    });
  const declaring = (bytes: number, body: ReadableStream<Uint8Array>) => ({
    headers: new Headers({ "content-length": String(bytes) }),
    body,
  });

  it("are not taken by a length that is only declared, and slow senders are given up in time", async () => {
    const budget = new ByteBudget(100);
    const waiting = Array.from({ length: 5 }, () => readBody(declaring(50, slow(10)), 50, budget, 50));
    await new Promise((resolve) => setImmediate(resolve));
    expect(budget.hold(50)).toBe(true);
    budget.release(50);
    expect(await Promise.all(waiting)).toEqual(Array(5).fill({ kind: "incomplete" }));
    expect([budget.hold(100), budget.hold(1)]).toEqual([true, false]);
  });

  it("are given back when fewer come than were declared", async () => {
    const budget = new ByteBudget(100);
    const short = new Response(new Uint8Array(10)).body as ReadableStream<Uint8Array>;
    expect(await readBody(declaring(20, short), 50, budget)).toEqual({ kind: "incomplete" });
    expect([budget.hold(100), budget.hold(1)]).toEqual([true, false]);
  });

  it("can be filled by one connection to a half only, or with its largest message", () => {
    const budget = new ByteBudget(100);
    const [one, large, other] = [budget.shareOf("a", 10), budget.shareOf("b", 80), budget.shareOf("c", 10)];
    expect([one.hold(50), one.hold(1), budget.shareOf("a", 10).hold(1)]).toEqual([true, false, false]);
    expect([other.hold(20), large.hold(40)]).toEqual([true, false]);
    one.release(50);
    expect([large.hold(80), large.hold(1), one.hold(1)]).toEqual([true, false, false]);
  });
});

describe("a packed body", () => {
  it("fits up to its limit, to the byte", async () => {
    const packed = gzipSync("x".repeat(1_000));
    expect(await inflatesWithin(packed, 1_000)).toBe("fits");
    expect(await inflatesWithin(packed, 999)).toBe("too_large");
    expect(await inflatesWithin(gzipSync(""), 0)).toBe("fits");
    expect(await inflatesWithin(Buffer.from("nonsense"), 10)).toBe("damaged");
  });
});

describe("what is kept of a request", () => {
  const headers = new Headers({
    "user-agent": "p/1",
    authorization: "Bearer x",
    "x-event": "e-1",
    cookie: "c",
  });
  const header = (name: string) => headers.get(name);

  it("never holds a credential, not even where a connection names one as its key", () => {
    expect(keptHeaders(header, "X-Event")).toEqual({ "user-agent": "p/1", "x-event": "e-1" });
    expect(keptHeaders(header, "Authorization")).toEqual({ "user-agent": "p/1" });
    const badly = { deliveryKeyHeader: "Authorization", verification: { scheme: "bearer" } } as const;
    expect(deliveryKeyOf(header, badly)).toBeUndefined();
  });

  it("takes the delivery key from the header the connection names, else from the scheme, else from the bytes", () => {
    const webhook = (name: string) => (name === "webhook-id" ? " msg_1 " : null);
    const standard = { scheme: "standard-webhooks", toleranceSeconds: 300 } as const;
    expect(deliveryKeyOf(webhook, { deliveryKeyHeader: null, verification: standard })).toBe("msg_1");
    expect(
      deliveryKeyOf(webhook, { deliveryKeyHeader: null, verification: { scheme: "bearer" } }),
    ).toBeUndefined();
    expect(deliveryKeyOf(header, { deliveryKeyHeader: "X-Event", verification: standard })).toBe("e-1");
  });
});

describe("the directory of senders", () => {
  const sender = (slug: string): KnownSender => ({
    id: slug,
    companyId: 1,
    slug,
    enabled: true,
    verification: { scheme: "bearer" },
    deliveryKeyHeader: null,
    maxBodyBytes: 1,
    ratePerMinute: 1,
    secrets: [],
    secretsUnreadable: false,
  });

  it("asks once for many, and for none while what it knows is fresh", async () => {
    const asked: string[][] = [];
    let nowMs = 0;
    const directory = new SenderDirectory(
      async (slugs) => {
        asked.push([...slugs]);
        return slugs.filter((slug) => slug !== "nobody").map(sender);
      },
      () => nowMs,
    );
    const found = await Promise.all(["a", "b", "b", "nobody"].map((slug) => directory.find(slug)));
    expect(found.map((one) => one?.slug)).toEqual(["a", "b", "b", undefined]);
    expect(asked).toEqual([["a"], ["b", "nobody"]]);
    nowMs = 999;
    await directory.find("a");
    await directory.find("nobody");
    expect(asked).toHaveLength(2);
    nowMs = 2_000;
    await directory.find("a");
    expect(asked).toHaveLength(3);
  });

  it("refreshes a busy one in the background, without making it wait", async () => {
    let nowMs = 0;
    let loads = 0;
    const directory = new SenderDirectory(
      async (slugs) => {
        loads += 1;
        return slugs.map(sender);
      },
      () => nowMs,
    );
    await directory.find("a");
    nowMs = 1_500;
    const before = loads;
    await directory.find("a");
    await new Promise((resolve) => setImmediate(resolve));
    expect([before, loads]).toEqual([1, 2]);
    nowMs = 3_000;
    await directory.find("a");
    expect(loads).toBe(3);
  });

  it("tells every waiting sender when the look-up fails, and tries again for the next", async () => {
    let isAway = true;
    const directory = new SenderDirectory(
      async (slugs) => {
        if (isAway) throw new Error("away");
        return slugs.map(sender);
      },
      () => 0,
    );
    const results = await Promise.allSettled(["a", "a", "b"].map((slug) => directory.find(slug)));
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected", "rejected"]);
    isAway = false;
    expect((await directory.find("a"))?.slug).toBe("a");
  });
});

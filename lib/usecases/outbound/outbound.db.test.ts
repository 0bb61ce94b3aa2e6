import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outboundAttempt, outboundMessage } from "@/db/schema/outbound";
import { inTransaction } from "@/db/transaction";
import { ConflictError } from "@/lib/domain/app-error";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import { addConnection } from "@/lib/usecases/connections/add-connection";
import { changeWayOut } from "@/lib/usecases/connections/change-way-out";
import { connectionBySlug } from "@/lib/usecases/connections/connection-by-slug";
import { believeFetcher } from "./believe-fetcher";
import { enqueueOutbound } from "./enqueue-outbound";
import { confirmOutbound, fetchOutbound, listForPartner } from "./fetch-outbound";
import { resendOutbound } from "./resend-outbound";
import { type OutboundDeps, sendOutbound } from "./send-outbound";

const secretKey = randomBytes(32);
let world: AccessWorld;
let dropFolder: string;
let partner: { readonly id: string; readonly slug: string; readonly secret: string };
let deps: OutboundDeps;
let count = 0;

beforeAll(async () => {
  world = await accessWorld();
  dropFolder = await mkdtemp(join(tmpdir(), "milepost-out-"));
});
afterAll(async () => {
  await world?.close();
  await rm(dropFolder, { recursive: true, force: true });
});
beforeEach(async () => {
  count += 1;
  const { id, slug, secret } = await addConnection(world.system, secretKey, {
    slug: `partner-${count}`,
    name: "Partner",
    dialect: "x12",
    partnerKind: "carrier",
    verification: { scheme: "standard-webhooks" },
  });
  partner = { id, slug, secret: secret?.text ?? "" };
  const now = () => world.clock.now;
  deps = {
    db: world.db,
    now,
    secretKey,
    outbound: { allowPrivate: true },
    mailer: null,
    dropFolder,
    chance: () => 1,
  };
});
afterEach(() => world.db.execute(sql`update outbound_message set next_try_at = null`));

type Given = Parameters<typeof changeWayOut>[2]["wayOut"];
const wayOut = async (given: Given) => {
  const { version } = await connectionBySlug(world.system, partner.slug);
  const target = { connectionId: partner.id, expectedVersion: version, reason: "agreed with the partner" };
  return changeWayOut(world.system, secretKey, { ...target, wayOut: given });
};
const enqueue = (key: string, body = `dispute ${key}`) =>
  inTransaction(world.db, (tx) =>
    enqueueOutbound(
      tx,
      {
        ...{
          companyId: world.system.actor.companyId,
          operationKey: `${partner.slug}/${key}`,
          kind: "dispute",
        },
        ...{ to: { connectionId: partner.id }, title: `Dispute ${key}`, body, contentType: "text/plain" },
        ...{ cause: {}, requestedBy: "test" },
      },
      world.clock.now,
    ),
  );
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const send = async () => {
  while (await sendOutbound(deps));
};
const stored = async (id: string) => {
  const rows = await world.db.select().from(outboundMessage).where(sql`id = ${id}`);
  return rows[0];
};
const attempts = (id: string) =>
  world.db
    .select()
    .from(outboundAttempt)
    .where(sql`outbound_id = ${id}`)
    .orderBy(asc(outboundAttempt.number));

interface Receiver {
  readonly url: string;
  readonly taken: { id: string; body: string; headers: IncomingMessage["headers"] }[];
  /** What it answers; `lose` takes the message and hangs up. */
  answer: number | "lose";
  /** The body it answers 422. */
  refuses: string | null;
  close: () => Promise<void>;
}

async function receiver(): Promise<Receiver> {
  const taken: Receiver["taken"] = [];
  const server: Server = createServer(async (request, response) => {
    const id = String(request.headers["idempotency-key"]);
    if (request.method === "GET") {
      response.writeHead(taken.some((one) => one.id === id) ? 200 : 404).end();
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (Buffer.concat(parts).toString("latin1") === here.refuses) {
      response.writeHead(422).end();
      return;
    }
    const take = () => {
      // As the idempotency key asks: what it has it does not take twice.
      if (!taken.some((one) => one.id === id))
        taken.push({ id, body: Buffer.concat(parts).toString("latin1"), headers: request.headers });
    };
    if (here.answer === "lose") {
      take();
      request.socket.destroy();
      return;
    }
    if (here.answer < 300) take();
    response.writeHead(here.answer).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const here: Receiver = {
    ...{ url: `http://127.0.0.1:${port}/in`, taken, answer: 204, refuses: null },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return here;
}

describe("a message to a partner", () => {
  it("asked for twice is one, and another content under the same key is refused", async () => {
    const first = await enqueue("a");
    expect(await enqueue("a")).toEqual({ id: first.id, isNew: false });
    await expect(enqueue("a", "other words")).rejects.toThrow(ConflictError);
  });

  it("without a way out waits, and goes out when there is one", async () => {
    const { id } = await enqueue("a");
    await send();
    expect(await stored(id)).toMatchObject({ state: "waiting", attempts: 0 });
    await wayOut({ kind: "folder" });
    await send();
    expect(await stored(id)).toMatchObject({ state: "sent" });
    const folder = join(dropFolder, partner.slug, "out");
    expect(await readdir(folder)).toEqual([`dispute-${id}.txt`]);
    expect(await readFile(join(folder, `dispute-${id}.txt`), "utf8")).toBe("dispute a");
  });

  it.each(["prepared", "begun", "delivered"] as const)(
    "into a folder is handed over once when the worker dies after it was %s",
    async (step) => {
      await wayOut({ kind: "folder" });
      const { id } = await enqueue(step);
      const died = new Promise<void>((resolve) => {
        void sendOutbound({
          ...deps,
          onStep: async (reached) => {
            if (reached !== step) return;
            resolve();
            await new Promise(() => undefined);
          },
        });
      });
      await died;
      const folder = join(dropFolder, partner.slug, "out");
      const name = `dispute-${id}.txt`;
      // The partner takes what is there before the lease has run out.
      const before = (await readdir(folder)).includes(name);
      if (before) await rm(join(folder, name));
      later(61_000);
      await send();
      expect(await stored(id)).toMatchObject({ state: "sent" });
      expect((await readdir(folder)).includes(name)).toBe(!before);
    },
  );

  it("posted is signed over its exact bytes with a secret of its own, under the id of the message", async () => {
    const there = await receiver();
    const { secret } = await wayOut({ kind: "post", url: there.url, signed: true });
    const { id } = await enqueue("a", "ISA*00~\xE9");
    later(1);
    world.clock.now = new Date();
    await send();
    expect(await stored(id)).toMatchObject({ state: "sent", error: null });
    const [got] = there.taken;
    const headers = got?.headers as Record<string, string>;
    expect(headers).toMatchObject({ "webhook-id": id, "idempotency-key": id, "content-type": "text/plain" });
    const body = Buffer.from(got?.body ?? "", "latin1").toString("utf8");
    // Throws when the signature is another one.
    expect(() => new Webhook(secret ?? "").verify(JSON.stringify(body), headers)).toThrow();
    expect(() => new Webhook(secret ?? "").verify(body, headers)).toThrow(/JSON/);
    expect(secret).not.toBe(partner.secret);
    await there.close();
  });

  it("whose reply was lost is looked for by its id and not sent twice", async () => {
    const there = await receiver();
    await wayOut({ kind: "post", url: there.url, signed: false, lookUp: `${there.url}/{id}` });
    const { id } = await enqueue("a");
    there.answer = "lose";
    await sendOutbound(deps);
    expect(await stored(id)).toMatchObject({ state: "uncertain" });
    there.answer = 204;
    await send();
    expect(await stored(id)).toMatchObject({ state: "sent" });
    expect((await attempts(id)).map(({ kind }) => kind)).toEqual(["send", "look_up"]);
    expect(there.taken).toHaveLength(1);
    await there.close();
  });

  it("that the receiver refuses is tried again later, given up in the end, and sent again by a person under the same id", async () => {
    const there = await receiver();
    await wayOut({ kind: "post", url: there.url, signed: false });
    const [bad, good] = [await enqueue("a"), await enqueue("b")];
    there.refuses = "dispute a";
    await send();
    // One that is refused for itself holds up no other.
    expect([(await stored(bad.id))?.state, (await stored(good.id))?.state]).toEqual(["waiting", "sent"]);
    for (let hours = 0; hours < 24; hours += 1) {
      later(2 * 3_600_000);
      await sendOutbound(deps);
    }
    const given = await stored(bad.id);
    expect(given).toMatchObject({ state: "failed", attempts: 12 });
    there.refuses = null;
    const it = await world.add(`it${count}@acme.example`, "it");
    await resendOutbound(it, {
      outboundId: bad.id,
      expectedVersion: given?.version ?? 0,
      reason: "they mended it",
    });
    await send();
    expect(await stored(bad.id)).toMatchObject({ state: "sent" });
    expect(there.taken.map(({ id }) => id)).toEqual([good.id, bad.id]);
    await there.close();
  });

  it("to a partner that is away waits with all others, and 5,000 drain in order when it is back", async () => {
    const there = await receiver();
    await wayOut({ kind: "post", url: there.url, signed: false });
    await world.db.execute(sql`
      insert into outbound_message (company_id, id, connection_id, kind, operation_key, body, state, created_at, next_try_at)
      select ${world.system.actor.companyId}, gen_random_uuid(), ${partner.id}, 'dispute', ${`${partner.slug}/`} || n, convert_to(n::text, 'UTF8'), 'waiting',
        ${world.clock.now}::timestamptz + n * interval '1 millisecond', ${world.clock.now} from generate_series(1, 5000) n`);
    there.answer = 503;
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await sendOutbound(deps);
      later(60_000);
    }
    expect(there.taken).toEqual([]);
    there.answer = 204;
    later(600_000);
    await send();
    expect(there.taken.map(({ body }) => Number(body))).toEqual(
      Array.from({ length: 5_000 }, (_, n) => n + 1),
    );
    const { rows } = await world.db.execute(
      sql`select state, max(attempts) as attempts, count(*)::int as count from outbound_message where connection_id = ${partner.id} group by 1`,
    );
    expect(rows).toEqual([{ state: "sent", attempts: 1, count: 5_000 }]);
    await there.close();
    // 21 s alone on two cores; a machine under load gets its time.
  }, 600_000);

  it("is fetched by the partner with its secret, listed until it is confirmed, and confirmed twice without harm", async () => {
    await wayOut({ kind: "fetch" });
    const { id } = await enqueue("a");
    await send();
    const as = (token: string) =>
      believeFetcher(deps, partner.slug, (name) => (name === "authorization" ? `Bearer ${token}` : null));
    expect(await as("wrong")).toBeNull();
    const who = await as(partner.secret);
    if (!who) throw new Error("the partner is not believed");
    expect(await listForPartner(deps, who)).toMatchObject([{ id, kind: "dispute", sizeBytes: 9 }]);
    expect(await fetchOutbound(deps, who, id)).toMatchObject({ body: Buffer.from("dispute a") });
    expect(await stored(id)).toMatchObject({ state: "sending" });
    expect(await listForPartner(deps, who)).toHaveLength(1);
    expect([await confirmOutbound(deps, who, id), await confirmOutbound(deps, who, id)]).toEqual([
      true,
      true,
    ]);
    expect(await stored(id)).toMatchObject({ state: "sent", acknowledgement: "accepted" });
    expect(await listForPartner(deps, who)).toEqual([]);
    expect(
      await fetchOutbound(deps, { ...who, connectionId: who.connectionId.replace(/^./, "f") }, id),
    ).toBeNull();
  });
});

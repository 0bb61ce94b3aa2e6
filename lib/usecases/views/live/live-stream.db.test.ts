import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIVE_CHANNEL } from "@/lib/usecases/pipeline/live-hints";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { LiveHub } from "./live-hub";
import { liveStream } from "./live-stream";

let world: ShipmentWorld;
let hub: LiveHub;

beforeAll(async () => {
  world = await shipmentWorld();
  hub = new LiveHub(() => world.url);
});
afterAll(async () => {
  hub.stop();
  await world.close();
});

/** Everything a stream sends, as it comes. */
async function open(
  companyId = world.companyId,
  sessionLives = async () => true,
  checkMs?: number,
  at = hub,
) {
  const person = await world.person("dispatcher", companyId);
  const leave = new AbortController();
  const stream = await liveStream(person, { hub: at, sessionLives, signal: leave.signal, checkMs });
  const told: string[] = [];
  const decoder = new TextDecoder();
  const ended = (async () => {
    for await (const chunk of stream) told.push(decoder.decode(chunk));
  })();
  await sleep(300);
  return { text: () => told.join(""), leave: () => leave.abort(), ended };
}

const tell = (notice: unknown) =>
  world.db.$client.query("select pg_notify($1, $2)", [LIVE_CHANNEL, JSON.stringify(notice)]);

describe("an open screen", () => {
  it("is told of changes in its own company, and of no other's", async () => {
    const [own, other] = [await open(), await open(await world.otherCompany())];
    await tell({ companyId: world.companyId, shipments: ["a"], messages: true });
    await sleep(300);
    expect(own.text()).toContain('event: hint\ndata: {"shipments":["a"],"messages":true}\n\n');
    expect(own.text()).not.toContain("companyId");
    expect(other.text()).toContain("event: hello");
    expect(other.text()).not.toContain("hint");
    own.leave();
    other.leave();
    await Promise.all([own.ended, other.ended]);
  });

  it("is told to read again when the listening connection was lost", async () => {
    const screen = await open();
    await world.db.$client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'milepost live' and datname = current_database()",
    );
    await sleep(1_500);
    expect(screen.text()).toContain("event: gap");
    await tell({ companyId: world.companyId, shipments: null, messages: false });
    await sleep(300);
    expect(screen.text()).toContain('"shipments":null');
    screen.leave();
    await screen.ended;
  });

  it("ends with the session behind it", async () => {
    const screen = await open(world.companyId, async () => false, 100);
    await screen.ended;
    expect(screen.text()).toContain("event: end");
  });

  it("is let go of when the server stops, so that the server can", async () => {
    const own = new LiveHub(() => world.url);
    const screen = await open(world.companyId, undefined, undefined, own);
    own.stop();
    await screen.ended;
  });

  it("survives a notice that makes no sense", async () => {
    const screen = await open();
    await tell("nonsense");
    await tell({ companyId: world.companyId, shipments: ["b"], messages: false });
    await sleep(300);
    expect(screen.text()).toContain('["b"]');
    screen.leave();
    await screen.ended;
  });
});

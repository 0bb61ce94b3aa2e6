import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, it } from "vitest";
import { insertNotices } from "@/db/queries/notices/write-notices";
import type { Context } from "@/lib/usecases/context";
import { saveSubscription } from "./save-subscription";
import { type SendDeps, sendNotices } from "./send-notices";
import type { Sender } from "./sender";
import { type NoticeWorld, noticeWorld } from "./testing/notice-world";

let world: NoticeWorld;
let lead: Context & { readonly userId: string };
beforeEach(async () => {
  world = await noticeWorld();
  lead = await world.add("lena@acme.example", "lead");
});
afterEach(() => world.close());

const RULE = {
  ...{ kinds: [], minSeverity: "low" as const, customers: [], carriers: [], reach: "all" as const },
  ...{ digestMinutes: null, quiet: null, zone: "UTC" },
};

async function hook(name: string): Promise<string> {
  const given = { subscriptionId: uuidv7(), expectedVersion: 0, owner: "outside" as const, role: null, name };
  const { id } = await saveSubscription(
    lead,
    { ...given, channel: "webhook", url: "https://hooks.example.test/x", enabled: true, rule: RULE },
    world.settings.secretKey,
  );
  return id;
}

/** Puts this many into the outbox, due in this order. */
async function due(
  channel: "email" | "webhook",
  subscriptionId: string | null,
  count: number,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...{
      id: uuidv7(),
      noticeKey: uuidv7(),
      subscriptionId,
      userId: null,
      receiver: `${channel}:${subscriptionId}`,
    },
    ...{
      channel,
      address: "a@example.test",
      kind: "opened" as const,
      causeKey: `c${index}`,
      joinUntil: null,
    },
    ...{ title: "T", body: "B", href: null, content: null, shipmentId: null },
    ...{ nextTryAt: world.clock.now, createdAt: world.clock.now },
  }));
  await insertNotices(world.db, world.companyId, rows);
  world.wait(1_000);
}

const worker = (sender: Sender, more: Partial<SendDeps> = {}): SendDeps => ({
  ...{ db: world.db, now: () => world.clock.now, sender, chance: () => 1, ...more },
});
const states = async () =>
  (await world.notices()).map(
    ({ channel, subscriptionId, state }) => `${channel} ${subscriptionId} ${state}`,
  );

it("a mail server that hangs holds up no webhook, and a receiver that does not answer no other", async () => {
  const [dead, alive] = [await hook("Dead"), await hook("Alive")];
  await due("email", null, 30);
  await due("webhook", dead, 30);
  await due("webhook", alive, 1);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sender: Sender = async ({ channel, subscriptionId }) => {
    if (channel === "email" || subscriptionId === dead) await held;
    return { kind: "sent" };
  };
  const rounds = [sendNotices(worker(sender), ["mail"]), sendNotices(worker(sender), ["outside"])];
  await expect.poll(states).toContain(`webhook ${alive} sent`);
  release();
  await Promise.all(rounds);
  while (await sendNotices(worker(sender)));
  expect((await states()).every((line) => line.endsWith("sent"))).toBe(true);
});

it("what takes longer to send than its lease is not sent by another worker meanwhile", async () => {
  await due("email", null, 1);
  let [calls, release] = [0, () => {}];
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sender: Sender = async () => {
    calls += 1;
    await held;
    return { kind: "sent" };
  };
  const slow = sendNotices(worker(sender, { renewMs: 10 }), ["mail"]);
  for (let minutes = 0; minutes < 4; minutes += 1) {
    world.wait(50_000);
    const until = world.clock.now.getTime() + 50_000;
    await expect.poll(async () => (await world.notices())[0]?.leasedUntil?.getTime()).toBeGreaterThan(until);
    expect(await sendNotices(worker(sender))).toBe(false);
  }
  release();
  await slow;
  expect(calls).toBe(1);
  expect(await world.notices()).toMatchObject([{ state: "sent", attempts: 1, tries: [{}] }]);
});

import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appUser } from "@/db/schema/access";
import type { Context } from "@/lib/usecases/context";
import { deleteSubscription } from "./delete-subscription";
import { saveSubscription } from "./save-subscription";
import { type NoticeWorld, noticeWorld } from "./testing/notice-world";
import { type SmtpReceiver, smtpReceiver } from "./testing/receivers";

let world: NoticeWorld;
let smtp: SmtpReceiver;
let lead: Context & { readonly userId: string };

beforeEach(async () => {
  smtp = await smtpReceiver();
  world = await noticeWorld(smtp.url);
  lead = await world.add("lena@acme.example", "lead");
});
afterEach(async () => {
  await smtp.close();
  await world.close();
});

const RULE = {
  ...{ kinds: [], minSeverity: "low" as const, customers: [], carriers: [], reach: "all" as const },
  ...{ digestMinutes: 240 as const, quiet: null, zone: "Europe/Amsterdam" },
};
const given = { role: null, name: "Mine", channel: "email" as const, url: null, enabled: true };
const subscribe = (more: { owner?: "me" | "role"; role?: "lead"; digestMinutes?: null } = {}) =>
  saveSubscription(
    lead,
    {
      ...{ ...given, subscriptionId: uuidv7(), expectedVersion: 0, owner: more.owner ?? "me" },
      ...(more.role ? { role: more.role } : {}),
      rule: { ...RULE, ...("digestMinutes" in more ? { digestMinutes: null } : {}) },
    },
    world.settings.secretKey,
  );
const mails = async () => (await world.notices()).filter(({ channel }) => channel === "email");

/** Opens one, puts it into a digest, lets this happen meanwhile, and sends when the digest is due. */
async function meanwhile(happens: () => Promise<unknown>): Promise<void> {
  await world.open([{}]);
  await world.gather();
  expect(await mails()).toMatchObject([{ state: "waiting" }]);
  await happens();
  world.wait(5 * 3_600_000);
  await world.send();
}

describe("between writing a message and sending it", () => {
  it("who left is told no more", async () => {
    await subscribe();
    await meanwhile(() =>
      world.db.update(appUser).set({ disabledAt: world.clock.now }).where(eq(appUser.id, lead.userId)),
    );
    expect(smtp.mails).toEqual([]);
    expect(await mails()).toMatchObject([{ state: "failed", error: expect.stringMatching(/has left/) }]);
  });

  it("who unsubscribed, or turned it off, is told no more", async () => {
    const { id } = await subscribe();
    await meanwhile(() => deleteSubscription(lead, { subscriptionId: id, expectedVersion: 1 }));
    expect(smtp.mails).toEqual([]);
    expect(await mails()).toMatchObject([{ state: "failed", error: expect.stringMatching(/ended/) }]);
  });

  it("who has another role is not told what the old one brought", async () => {
    await subscribe({ owner: "role", role: "lead" });
    await meanwhile(() =>
      world.db.update(appUser).set({ role: "customer_service" }).where(eq(appUser.id, lead.userId)),
    );
    expect(smtp.mails).toEqual([]);
  });

  it("who stays is told", async () => {
    await subscribe({ owner: "role", role: "lead" });
    await meanwhile(async () => undefined);
    expect(smtp.mails).toHaveLength(1);
  });
});

it("what opens after a message was given up is told in one of its own", async () => {
  await subscribe({ digestMinutes: null });
  smtp.refuseWith = 550;
  await world.open([{ carrier: "RDWY", subjectLabel: "SHP-1" }]);
  await world.gather();
  world.wait(31_000);
  await world.send();
  expect(await mails()).toMatchObject([{ state: "failed" }]);
  smtp.refuseWith = null;
  await world.open([{ carrier: "RDWY", subjectLabel: "SHP-2" }]);
  await world.gather();
  world.wait(31_000);
  await world.send();
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.mails[0]).toContain("SHP-2");
});

import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notice } from "@/db/schema/notice";
import type { Context } from "@/lib/usecases/context";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { addEvent } from "@/lib/usecases/shipments/add-event";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { voidEvent } from "@/lib/usecases/shipments/void-event";
import { shipmentNotices } from "@/lib/usecases/views/notices/shipment-notices";
import { gatherCustomerNotices } from "./customer-notices";
import { mailerOf } from "./mailer";
import { previewTemplate } from "./preview-template";
import { saveContact } from "./save-contact";
import { saveTemplate } from "./save-template";
import { sendNotices } from "./send-notices";
import { senderOf } from "./sender";
import { type SmtpReceiver, smtpReceiver } from "./testing/receivers";

let world: ShipmentWorld;
let smtp: SmtpReceiver;
let service: Context;
let dispatcher: Context;
let customer: string;

const deps = () => ({ db: world.db, now: () => world.clock.now });
const gather = async () => {
  while (await gatherCustomerNotices(deps()));
};
const send = async () => {
  world.clock.now = new Date(world.clock.now.getTime() + 61_000);
  const sender = senderOf({
    ...{
      db: world.db,
      secretKey: Buffer.alloc(32),
      mailer: mailerOf({ url: smtp.url, from: "a@acme.example" }),
    },
    ...{ outbound: { allowPrivate: false }, baseUrl: null, now: () => world.clock.now },
  });
  while (await sendNotices({ ...deps(), sender }));
};
const told = async () =>
  (await world.db.select().from(notice).orderBy(notice.createdAt)).map(
    ({ title, causeKey }) => `${causeKey}: ${title}`,
  );

async function says(
  number: string,
  milestone: "delivered" | "picked_up" | "delayed",
  occurredLocal: string,
): Promise<void> {
  await addEvent(dispatcher, {
    ...{
      shipmentNumber: number,
      requestId: uuidv7(),
      milestone,
      classifier: "actual",
      occurredLocal,
      timeZone: "America/Chicago",
    },
    ...{ stopSequence: milestone === "delivered" ? 2 : 1, city: "", country: "", reason: "Driver called" },
  });
  await world.drain();
  world.clock.now = new Date(world.clock.now.getTime() + 1_000);
}

beforeAll(async () => {
  [world, smtp] = await Promise.all([shipmentWorld(), smtpReceiver()]);
  [service, dispatcher] = await Promise.all([world.person("customer_service"), world.person("dispatcher")]);
  const [number = ""] = await world.tendered("BEFORE");
  const { rows } = await world.db.$client.query("select customer from shipment_state where number = $1", [
    number,
  ]);
  customer = rows[0].customer;
  await gather();
});
afterAll(async () => {
  await smtp.close();
  await world.close();
});

const TEXT = { customer: "", language: "en" as const, expectedVersion: 0, enabled: true };

describe("a customer", () => {
  it("is told nothing before both a text and an address are on", async () => {
    const [number = ""] = await world.tendered("OFF1");
    await saveTemplate(service, {
      ...TEXT,
      milestone: "delivered",
      subject: "{shipment} {milestone}",
      body: "Hello {customer}",
    });
    await saveContact(service, {
      customer,
      language: "en",
      addresses: ["buyer@keller.example"],
      enabled: false,
      expectedVersion: 0,
    });
    await gather();
    await says(number, "delivered", "2026-11-18T11:30");
    await gather();
    expect(await told()).toEqual([]);
  });

  it("is told a milestone once, whatever is said of it again, and sees what was filled in", async () => {
    await saveContact(service, {
      customer,
      language: "en",
      addresses: ["buyer@keller.example"],
      enabled: true,
      expectedVersion: 1,
    });
    const [number = ""] = await world.tendered("ON1");
    await says(number, "delivered", "2026-11-18T11:30");
    await gather();
    await says(number, "delivered", "2026-11-18T11:45");
    await gather();
    await rebuildProjections(deps(), null, () => undefined);
    await gather();
    expect(await told()).toEqual([`delivered v1: ${number} Delivered`]);
    await send();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]).toContain(`Subject: ${number} Delivered`);
    expect(smtp.mails[0]).toContain(`Hello ${customer}`);
    const id = (await world.db.select().from(notice))[0]?.shipmentId ?? "";
    expect(await shipmentNotices(service, id)).toMatchObject([{ to: "buyer@keller.example", state: "sent" }]);
  });

  it("is not told what was heard of more than a day later, nor what the shipment has left behind", async () => {
    await saveTemplate(service, {
      ...TEXT,
      milestone: "picked_up",
      subject: "{shipment} on its way",
      body: ".",
    });
    const [late = "", passed = "", fresh = ""] = await world.tendered("LATE1", "PASSED1", "FRESH1");
    const before = (await told()).length;
    await says(late, "picked_up", "2026-11-17T11:00");
    await says(passed, "delivered", "2026-11-18T11:30");
    await says(passed, "picked_up", "2026-11-18T09:00");
    await says(fresh, "picked_up", "2026-11-18T11:40");
    await gather();
    expect((await told()).slice(before).sort()).toEqual(
      [`delivered v1: ${passed} Delivered`, `picked_up v1: ${fresh} on its way`].sort(),
    );
  });

  it("is not told what was taken back within the minute, nor at an address that was taken off", async () => {
    const [wrong = "", off = ""] = await world.tendered("WRONG1", "OFF2");
    await says(wrong, "delivered", "2026-11-18T11:50");
    await gather();
    const { rows } = await world.db.$client.query(
      "select e.id from event e join shipment s on s.id = e.shipment_id where s.number = $1 and e.milestone = 'delivered'",
      [wrong],
    );
    const target = { shipmentNumber: wrong, eventId: rows[0].id, requestId: uuidv7() };
    await voidEvent(dispatcher, { ...target, reason: "Another load" });
    await world.drain();
    await says(off, "delivered", "2026-11-18T11:50");
    await gather();
    const before = smtp.mails.length;
    const contact = { customer, language: "en" as const, addresses: ["new@keller.example"], enabled: true };
    await saveContact(service, { ...contact, expectedVersion: 2 });
    await send();
    const since = smtp.mails.slice(before).filter((mail) => mail.includes(wrong) || mail.includes(off));
    expect(since).toEqual([]);
  });

  it("is told of a delay once when the estimate misses the appointment, and not while it keeps it", async () => {
    await saveTemplate(service, {
      ...TEXT,
      milestone: "delayed",
      subject: "{shipment} {milestone}: {eta}",
      body: "{place}",
    });
    const [slow = "", fine = "", wrong = ""] = await world.tendered("SLOW1", "FINE1", "WRONG2");
    const latestAt = async (number: string) => {
      const { rows } = await world.db.$client.query("select view from shipment_state where number = $1", [
        number,
      ]);
      return rows[0].view.stops.find(({ kind }: { kind: string }) => kind === "delivery").latestAt as number;
    };
    const expects = async (number: string, minutesAfter: number) => {
      const at = new Date((await latestAt(number)) + minutesAfter * 60_000).toISOString().slice(0, 16);
      await addEvent(dispatcher, {
        ...{
          shipmentNumber: number,
          requestId: uuidv7(),
          milestone: "arrived_delivery",
          classifier: "estimated",
        },
        ...{
          occurredLocal: at,
          timeZone: "UTC",
          stopSequence: 2,
          city: "",
          country: "",
          reason: "Driver called",
        },
      });
      await world.drain();
      world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    };
    const delays = async () => (await told()).filter((line) => line.startsWith("delayed"));
    await expects(slow, -60);
    await expects(fine, -60);
    await gather();
    await expects(fine, 0);
    await gather();
    expect(await delays()).toEqual([]);
    await expects(slow, 45);
    await gather();
    await expects(slow, 90);
    await gather();
    expect(await delays()).toEqual([expect.stringMatching(new RegExp(`v1 by .*: ${slow} Delayed: .*[A-Z]`))]);
    await send();
    expect(smtp.mails.filter((mail) => mail.includes(`${slow} Delayed`))).toHaveLength(1);

    // Taken back within the minute, it is not sent.
    await expects(wrong, 45);
    await gather();
    const { rows } = await world.db.$client.query(
      "select e.id from event e join shipment s on s.id = e.shipment_id where s.number = $1 and e.classifier = 'estimated' and e.milestone = 'arrived_delivery'",
      [wrong],
    );
    const target = { shipmentNumber: wrong, eventId: rows[0].id, requestId: uuidv7() };
    await voidEvent(dispatcher, { ...target, reason: "Another load" });
    await world.drain();
    await send();
    expect(smtp.mails.filter((mail) => mail.includes(wrong) && mail.includes("Delayed"))).toEqual([]);
  });

  it("has texts that are previewed with a real shipment, versioned, and hold no unknown name", async () => {
    const [number = ""] = await world.tendered("SHOW1");
    const shown = await previewTemplate(service, {
      customer: "",
      milestone: "delivered",
      shipment: number,
      subject: "{shipment}",
      body: "To {customer}: {order}",
    });
    expect(shown).toMatchObject({ shipment: number, title: number });
    expect(shown.body).toContain(`To ${customer}: `);
    const wrong = saveTemplate(service, { ...TEXT, milestone: "delayed", subject: "{shipmnt}", body: "." });
    await expect(wrong).rejects.toThrow(/\{shipmnt\} is no placeholder/);
    const again = saveTemplate(service, { ...TEXT, milestone: "delivered", subject: "x", body: "." });
    await expect(again).rejects.toThrow(/changed since you opened it/);
    await expect(
      saveTemplate(dispatcher, { ...TEXT, milestone: "delivered", subject: "x", body: "." }),
    ).rejects.toThrow(/notice\.manage/);
  });
});

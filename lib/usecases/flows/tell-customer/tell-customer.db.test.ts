import { asc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flowRun } from "@/db/schema/flow";
import { notice } from "@/db/schema/notice";
import { gatherCustomerNotices } from "@/lib/usecases/notices/customer-notices";
import { mailerOf } from "@/lib/usecases/notices/mailer";
import { resendNotice } from "@/lib/usecases/notices/resend-notice";
import { saveContact } from "@/lib/usecases/notices/save-contact";
import { saveTemplate } from "@/lib/usecases/notices/save-template";
import { sendNotices } from "@/lib/usecases/notices/send-notices";
import { senderOf } from "@/lib/usecases/notices/sender";
import { type SmtpReceiver, smtpReceiver } from "@/lib/usecases/notices/testing/receivers";
import { addEvent } from "@/lib/usecases/shipments/add-event";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { voidEvent } from "@/lib/usecases/shipments/void-event";
import { changeFlowSettings } from "../change-flow-settings";
import { workOnRuns } from "../engine/work-on-runs";
import { tellCustomer } from "./tell-customer";

let world: ShipmentWorld;
let smtp: SmtpReceiver;

const now = () => world.clock.now;
const later = (ms: number) => {
  world.clock.now = new Date(now().getTime() + ms);
};
const gather = async () => {
  while (await gatherCustomerNotices({ db: world.db, now }));
};
const work = async () => {
  while (
    await workOnRuns({
      db: world.db,
      now,
      flows: [tellCustomer],
      leaseNow: async () => now(),
      chance: () => 0,
    })
  );
};
const send = async (url: string | undefined) => {
  later(61_000);
  const mailer = url ? mailerOf({ url, from: "a@acme.example" }) : null;
  const settings = { db: world.db, secretKey: Buffer.alloc(32), mailer, baseUrl: null, now };
  while (
    await sendNotices({
      db: world.db,
      now,
      sender: senderOf({ ...settings, outbound: { allowPrivate: false } }),
    })
  );
  await work();
};
const runs = () => world.db.select().from(flowRun).orderBy(asc(flowRun.position));
const last = async () => (await runs()).at(-1);

async function says(number: string, milestone: "delivered" | "picked_up"): Promise<void> {
  await addEvent(await world.person("dispatcher"), {
    ...{ shipmentNumber: number, requestId: uuidv7(), milestone, classifier: "actual" },
    ...{ occurredLocal: "2026-11-18T11:30", timeZone: "America/Chicago", city: "", country: "" },
    ...{ stopSequence: milestone === "delivered" ? 2 : 1, reason: "Driver called" },
  });
  await world.drain();
  later(1_000);
  await gather();
  await work();
}

beforeAll(async () => {
  [world, smtp] = await Promise.all([shipmentWorld(), smtpReceiver()]);
  const service = await world.person("customer_service");
  const [number = ""] = await world.tendered("BEFORE");
  const { rows } = await world.db.$client.query("select customer from shipment_state where number = $1", [
    number,
  ]);
  await gather();
  const base = { language: "en" as const, expectedVersion: 0, enabled: true };
  for (const milestone of ["delivered", "picked_up"] as const)
    await saveTemplate(service, {
      ...base,
      customer: "",
      milestone,
      subject: "{shipment} {milestone}",
      body: "Hello",
    });
  const addresses = ["buyer@keller.example", "desk@keller.example"];
  await saveContact(service, { ...base, customer: rows[0].customer, addresses });
  later(1_000);
});
afterAll(async () => {
  await smtp.close();
  await world.close();
});

describe("telling a customer", () => {
  it("is followed from the outbox to the mailbox, in one run, and sends nothing of its own", async () => {
    const [number = ""] = await world.tendered("TELL1");
    await says(number, "delivered");
    expect(await last()).toMatchObject({
      ...{ flow: "tell_customer", state: "waiting", step: "sent", reason: "In the outbox, on its way." },
      subjectLabel: `${number}, delivered`,
    });
    await says(number, "delivered");
    expect(await runs()).toHaveLength(1);
    await send(smtp.url);
    expect(await last()).toMatchObject({ state: "done", reason: "Sent to 2 addresses." });
    expect(smtp.mails).toHaveLength(2);
    expect(await world.db.select().from(notice)).toHaveLength(2);
  });

  it("is held when a mail did not get through, and goes on when it was sent again", async () => {
    const [number = ""] = await world.tendered("TELL2");
    await says(number, "delivered");
    await send(undefined);
    expect(await last()).toMatchObject({
      state: "held",
      blocker: "not_told",
      reason: expect.stringMatching(/not set up/),
    });
    const service = await world.person("customer_service");
    for (const { id, version } of await world.db.select().from(notice).where(eq(notice.state, "failed")))
      await resendNotice(service, {
        noticeId: id,
        expectedVersion: version,
        reason: "the mail server is there",
      });
    await send(smtp.url);
    expect(await last()).toMatchObject({ state: "done", reason: "Sent to 2 addresses." });
  });

  it("is over without a mail when what it tells was taken back", async () => {
    const [number = ""] = await world.tendered("TELL3");
    await says(number, "delivered");
    const { rows } = await world.db.$client.query(
      "select e.id from event e join shipment s on s.company_id = e.company_id and s.id = e.shipment_id where s.number = $1 and e.milestone = 'delivered'",
      [number],
    );
    await voidEvent(await world.person("dispatcher"), {
      ...{ shipmentNumber: number, eventId: rows[0].id, requestId: uuidv7(), reason: "Wrong truck" },
    });
    await world.drain();
    const before = smtp.mails.length;
    await send(smtp.url);
    expect(await last()).toMatchObject({ state: "done", reason: expect.stringMatching(/taken back/) });
    expect(smtp.mails).toHaveLength(before);
  });

  it("is followed for the milestones chosen only, while it is on", async () => {
    const lead = await world.person("lead");
    const change = { flow: "tell_customer" as const, reason: "only the end counts" };
    await changeFlowSettings(lead, {
      ...change,
      expectedVersion: 0,
      settings: { milestones: ["delivered"] },
    });
    const count = (await runs()).length;
    const [number = ""] = await world.tendered("TELL4");
    await says(number, "picked_up");
    expect(await runs()).toHaveLength(count);
    await changeFlowSettings(lead, { ...change, expectedVersion: 1, settings: { enabled: false } });
    await says(number, "delivered");
    expect(await runs()).toHaveLength(count);
    expect(await world.db.select().from(notice)).toHaveLength(2 * (count + 2));
  });
});

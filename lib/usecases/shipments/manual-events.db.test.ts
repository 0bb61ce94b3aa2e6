import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AddEventInput } from "@/lib/contracts/shipments/manual-event";
import type { Context } from "@/lib/usecases/context";
import { shipmentPage } from "@/lib/usecases/views/shipments/shipment-page";
import { addEvent } from "./add-event";
import { type ShipmentWorld, shipmentWorld } from "./testing/shipment-world";
import { voidEvent } from "./void-event";

let world: ShipmentWorld;
let dispatcher: Context;

beforeAll(async () => {
  world = await shipmentWorld();
  dispatcher = await world.person("dispatcher");
});
afterAll(() => world.close());

const delivered = (shipmentNumber: string, more: Partial<AddEventInput> = {}): AddEventInput => ({
  shipmentNumber,
  requestId: uuidv7(),
  milestone: "delivered",
  classifier: "actual",
  occurredLocal: "2026-11-18T11:30",
  timeZone: "America/Chicago",
  stopSequence: 2,
  city: "",
  country: "",
  reason: "Driver called from the dock",
  ...more,
});

const auditOf = async (number: string) => {
  const { rows } = await world.db.$client.query(
    "select action, reason, actor_name from audit_log where subject_id = $1 order by seq",
    [number],
  );
  return rows;
};

describe("an event entered by hand", () => {
  it("is on the timeline with the person's name and reason, at its stop, and moves the status", async () => {
    const [number = ""] = await world.tendered("HAND1");
    await addEvent(dispatcher, delivered(number));
    await world.drain();
    const page = await shipmentPage(dispatcher, number);
    expect(page.glance.status).toBe("delivered");
    expect(page.timeline.find((line) => line.event.milestone === "delivered")?.event).toMatchObject({
      actorName: "A dispatcher",
      note: "Driver called from the dock",
      occurredAt: Date.parse("2026-11-18T17:30Z"),
      timeZoneAssumed: false,
      place: { city: "DALLAS" },
    });
    expect(await auditOf(number)).toEqual([
      { action: "shipment.event.add", reason: "Driver called from the dock", actor_name: "A dispatcher" },
    ]);
  });

  it("is entered once however often the button is pressed", async () => {
    const [number = ""] = await world.tendered("HAND2");
    const input = delivered(number);
    const first = await addEvent(dispatcher, input);
    expect(await addEvent(dispatcher, input)).toEqual(first);
    world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    expect(await addEvent(dispatcher, input)).toEqual(first);
    const edited = { ...input, reason: "Driver called from the gate" };
    await expect(addEvent(dispatcher, edited)).rejects.toMatchObject({ code: "conflict" });
    await world.drain();
    const page = await shipmentPage(dispatcher, number);
    expect(page.timeline.filter((line) => line.event.milestone === "delivered")).toHaveLength(1);
    expect(await auditOf(number)).toHaveLength(1);
  });

  it("is entered once when both presses arrive at the same moment", async () => {
    const [number = ""] = await world.tendered("HAND5");
    const input = delivered(number);
    const made = await Promise.all([addEvent(dispatcher, input), addEvent(dispatcher, input)]);
    expect(made[0]).toEqual(made[1]);
    await world.drain();
    const page = await shipmentPage(dispatcher, number);
    expect(page.timeline.filter((line) => line.event.milestone === "delivered")).toHaveLength(1);
    expect(await auditOf(number)).toHaveLength(1);
  });

  it("can't claim that the future happened", async () => {
    const [number = ""] = await world.tendered("HAND3");
    const ahead = delivered(number, { occurredLocal: "2026-11-19T11:30" });
    await expect(addEvent(dispatcher, ahead)).rejects.toMatchObject({ code: "invalid" });
    await expect(addEvent(dispatcher, { ...ahead, classifier: "estimated" })).resolves.toBeDefined();
  });

  it("is refused to roles that only read, and for another company's shipment", async () => {
    const [number = ""] = await world.tendered("HAND4");
    const finance = await world.person("finance");
    await expect(addEvent(finance, delivered(number))).rejects.toMatchObject({ code: "forbidden" });
    const stranger = await world.person("dispatcher", await world.otherCompany());
    await expect(addEvent(stranger, delivered(number))).rejects.toMatchObject({ code: "not_found" });
    expect(await auditOf(number)).toEqual([]);
  });
});

describe("taking an event back", () => {
  it("strikes out any source's event, with who and why, and the status follows", async () => {
    const [number = ""] = await world.tendered("VOID1");
    await world.told("VOID1", "AF", "20261118*0930");
    const before = await shipmentPage(dispatcher, number);
    const pickedUp = before.timeline.find((line) => line.event.milestone === "picked_up");
    const input = { shipmentNumber: number, requestId: uuidv7(), eventId: pickedUp?.event.id ?? "" };
    await voidEvent(dispatcher, { ...input, reason: "Was another load" });
    await world.drain();
    const page = await shipmentPage(dispatcher, number);
    expect(page.glance.status).toBe("tendered");
    expect(page.timeline.find((line) => line.event.id === input.eventId)?.dim).toMatchObject({
      kind: "voided",
      by: { actorName: "A dispatcher", note: "Was another load" },
    });
    expect(await auditOf(number)).toEqual([
      { action: "shipment.event.void", reason: "Was another load", actor_name: "A dispatcher" },
    ]);
  });

  it("names an event of this very shipment", async () => {
    const [one = "", other = ""] = await world.tendered("VOID2", "VOID3");
    const page = await shipmentPage(dispatcher, one);
    const eventId = page.timeline[0]?.event.id ?? "";
    const input = { shipmentNumber: other, requestId: uuidv7(), eventId, reason: "Wrong one" };
    await expect(voidEvent(dispatcher, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

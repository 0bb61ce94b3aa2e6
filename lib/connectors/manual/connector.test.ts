import { describe, expect, it } from "vitest";
import { manualConnector } from "./connector";

const body = (event: unknown, more: object = {}) =>
  new TextEncoder().encode(
    JSON.stringify({
      kind: "manual-event",
      version: 1,
      requestId: "0199a6c0-0000-7000-8000-000000000001",
      shipment: "SHP-10042",
      enteredBy: "R. Vos",
      enteredAt: "2026-11-20T13:05:00.000Z",
      reason: "Driver called from the gate",
      event,
      ...more,
    }),
  );

describe("an event entered by hand", () => {
  it("names its shipment, its person and its reason, and assumes no zone", () => {
    const added = { action: "add", milestone: "delivered", classifier: "actual", stopSequence: 2 };
    const parsed = manualConnector.parse(
      body({ ...added, occurredAt: "2026-11-20T14:00:00+01:00", place: { city: "Lyon", country: "FR" } }),
      {},
    );
    expect(parsed.outcome).toBe("events");
    expect(parsed.events).toEqual([
      expect.objectContaining({
        milestone: "delivered",
        classifier: "actual",
        occurred: { local: "2026-11-20T14:00:00", offset: "+01:00" },
        sent: { local: "2026-11-20T13:05:00", offset: "Z" },
        references: [{ type: "shipment", value: "SHP-10042" }],
        stopSequence: 2,
        actorName: "R. Vos",
        note: "Driver called from the gate",
        partnerEventId: "0199a6c0-0000-7000-8000-000000000001",
      }),
    ]);
  });

  it("takes back the event of any source by its identity", () => {
    const identity = "0199a6c0-0000-8000-8000-00000000000a";
    const [event] = manualConnector.parse(body({ action: "void", identity }), {}).events;
    expect(event).toMatchObject({ milestone: "event_voided", voidsIdentity: identity, actorName: "R. Vos" });
  });

  it("is quarantined when it is not one, and never guessed", () => {
    expect(manualConnector.parse(body({ action: "delete" }), {}).outcome).toBe("quarantine");
    expect(manualConnector.parse(new TextEncoder().encode("{"), {}).outcome).toBe("quarantine");
  });

  it("is recognised by how it begins", () => {
    expect(manualConnector.recognises('{"kind":"manual-event","version":1', undefined)).toBe(true);
    expect(manualConnector.recognises('{"object":"Tracker"}', undefined)).toBe(false);
  });
});

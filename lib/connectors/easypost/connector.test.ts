import { describe, expect, it } from "vitest";
import type { ParseContext } from "@/lib/domain/message/parsed-message";
import { easypostConnector } from "./connector";

const HEX = "0123456789abcdef0123456789abcdef";

function read(payload: unknown, context: ParseContext = {}) {
  return easypostConnector.parse(new TextEncoder().encode(JSON.stringify(payload)), context);
}

function scan(status: string, datetime: string, more: object = {}) {
  return { object: "TrackingDetail", status, datetime, message: status.toUpperCase(), ...more };
}

function tracker(details: readonly unknown[], more: object = {}) {
  return {
    id: `trk_${HEX}`,
    object: "Tracker",
    mode: "production",
    tracking_code: "1Z 999 AA1",
    status: "in_transit",
    carrier: "UPS",
    updated_at: "2031-03-04T09:00:00Z",
    tracking_details: details,
    ...more,
  };
}

function webhook(result: unknown, more: object = {}) {
  return {
    id: `evt_${HEX}`,
    object: "Event",
    mode: "production",
    description: "tracker.updated",
    created_at: "2031-03-04T09:00:01.000Z",
    result,
    ...more,
  };
}

const milestones = (message: ReturnType<typeof read>) => message.events.map((event) => event.milestone);
const codes = (message: ReturnType<typeof read>) => message.problems.map((problem) => problem.code);

describe("a tracker's scans", () => {
  it("become one event each, with time, offset and place as the carrier stated them", () => {
    const message = read(
      tracker([
        scan("pre_transit", "2031-03-01T08:00:00Z"),
        scan("in_transit", "2031-03-02T18:30:00-05:00", {
          status_detail: "departed_facility",
          tracking_location: { city: "Dayton", state: "OH", country: "us", zip: "45402" },
        }),
      ]),
    );
    expect(message.outcome).toBe("events");
    expect(milestones(message)).toEqual(["label_created", "departed_hub"]);
    expect(message.events[1]).toMatchObject({
      classifier: "actual",
      occurred: { local: "2031-03-02T18:30:00", offset: "-05:00" },
      place: { city: "Dayton", region: "OH", country: "US", postalCode: "45402" },
      rawCode: "in_transit/departed_facility",
      at: "$.tracking_details[1]",
    });
  });

  it("are about the tracking number first, and carry no partner event id because EasyPost gives none", () => {
    const [event] = read(webhook(tracker([scan("in_transit", "2031-03-02T18:30:00Z")]))).events;
    expect(event?.references[0]).toEqual({ type: "tracking", value: "1Z 999 AA1" });
    expect(event).not.toHaveProperty("partnerEventId");
  });

  it("are all kept when one of them is broken, and the broken one is named", () => {
    const message = read(
      tracker([scan("in_transit", "2031-02-30T10:00:00Z"), 7, scan("delivered", "2031-03-03")]),
    );
    expect(milestones(message)).toEqual(["in_transit", "delivered"]);
    expect(message.events[0]?.occurred).toBeNull();
    expect(message.events[1]?.occurred).toEqual({ local: "2031-03-03", offset: null });
    expect(message.problems.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "bad_date $.tracking_details[0].datetime",
      "invalid_structure $.tracking_details[1]",
    ]);
  });

  it("keep the order of the list and report a clock that runs against it", () => {
    const message = read(
      tracker([
        scan("in_transit", "2031-03-02T10:00:00Z"),
        scan("out_for_delivery", "2031-03-03T07:00:00Z"),
        scan("delivered", "2031-02-01T00:00:00Z"),
      ]),
    );
    expect(milestones(message).at(-1)).toBe("delivered");
    expect(codes(message)).toEqual(["out_of_sequence"]);
  });

  it("may be listed newest first without a complaint", () => {
    const message = read(
      tracker([scan("delivered", "2031-03-03T10:00:00Z"), scan("in_transit", "2031-03-02T10:00:00Z")]),
    );
    expect(codes(message)).toEqual([]);
  });

  it("in a status nobody documented are kept as unmapped and reported", () => {
    const message = read(tracker([scan("constructor", "2031-03-02T10:00:00Z")]));
    expect(milestones(message)).toEqual(["unmapped"]);
    expect(codes(message)).toEqual(["unmapped_code"]);
  });
});

describe("the same scan in a later webhook", () => {
  const first = scan("pre_transit", "2031-03-01T08:00:00Z");
  const second = scan("in_transit", "2031-03-02T18:30:00Z", { tracking_location: { city: "Dayton" } });
  const third = scan("out_for_delivery", "2031-03-03T07:00:00Z");
  const messages = [
    read(webhook(tracker([first], { weight: null }))),
    read(
      webhook(tracker([first, second], { weight: 17.6, shipment_id: `shp_${HEX}` }), {
        created_at: "2031-03-05T09:00:01Z",
      }),
    ),
    read(
      webhook(
        tracker([third, second, first], {
          weight: 17.6,
          shipment_id: `shp_${HEX}`,
          carrier_detail: { alternate_identifier: "ALT 7" },
        }),
        { created_at: "2031-03-06T09:00:01Z" },
      ),
    ),
  ];

  it("is the same fact, whatever became known of the parcel since", () => {
    const bare = messages.map((message) =>
      message.events
        // where and when it was said is no part of the fact
        .map(({ document: _document, at: _at, sent: _sent, ...fact }) => fact)
        .toSorted((a, b) => (a.occurred?.local ?? "").localeCompare(b.occurred?.local ?? "")),
    );
    expect(bare[1]?.slice(0, 1)).toEqual(bare[0]);
    expect(bare[2]?.slice(0, 2)).toEqual(bare[1]);
    expect(bare[2]).toHaveLength(3);
  });

  it("names the tracking number and the tracker only; the message keeps the numbers that came later", () => {
    expect(messages[2]?.events[0]?.references.map(({ type }) => type)).toEqual(["tracking", "other"]);
    expect(messages[2]?.references).toContainEqual({ type: "other", value: "ALT 7" });
  });

  it("says nothing of the weight, which stands on the promised delivery", () => {
    const promised = read(
      webhook(tracker([first], { weight: 16, est_delivery_date: "2031-03-05T00:00:00Z" })),
    ).events;
    expect(promised.map((event) => event.facts?.weight)).toEqual([undefined, { value: 1, unit: "lb" }]);
  });
});

describe("not everything that says delivered is a delivery", () => {
  it("a parcel left at a pick-up shop waits there", () => {
    const message = read(
      tracker([
        scan("delivered", "2031-03-03T10:00:00Z", { message: "Delivered to Access Point, awaiting pickup" }),
      ]),
    );
    expect(milestones(message)).toEqual(["available_for_pickup"]);
    expect(codes(message)).toEqual(["conflicting_status"]);
  });

  it("a parcel the customer collected there is delivered", () => {
    const message = read(
      tracker([
        scan("delivered", "2031-03-03T10:00:00Z", { message: "Picked up by customer at service point" }),
      ]),
    );
    expect(milestones(message)).toEqual(["delivered"]);
  });

  it("a parcel sent back is returned, also when the last scan at the sender says delivered", () => {
    const details = [
      scan("in_transit", "2031-03-01T10:00:00Z"),
      scan("return_to_sender", "2031-03-02T10:00:00Z"),
      scan("delivered", "2031-03-05T10:00:00Z"),
    ];
    expect(milestones(read(tracker(details)))).toEqual(["in_transit", "returned", "returned"]);
    expect(milestones(read(tracker(details.toReversed())))).toEqual(["returned", "returned", "in_transit"]);
  });

  it("a return label's parcel arrives back at the shipper", () => {
    const message = read(
      tracker([scan("in_transit", "2031-03-01T10:00:00Z"), scan("delivered", "2031-03-02T10:00:00Z")], {
        is_return: true,
        est_delivery_date: "2031-03-02T00:00:00Z",
      }),
    );
    expect(milestones(message)).toEqual(["return_in_transit", "return_received", "return_received"]);
    expect(codes(message)).toEqual([]);
  });
});

describe("what is promised", () => {
  it("is an estimated delivery; a guarantee is a planned one", () => {
    const message = read(
      tracker([scan("in_transit", "2031-03-01T10:00:00Z")], {
        est_delivery_date: "2031-03-05T00:00:00Z",
        carrier_detail: { guaranteed_delivery_date: "2031-03-06" },
      }),
    );
    expect(message.events.slice(1).map(({ milestone, classifier }) => `${milestone} ${classifier}`)).toEqual([
      "delivered estimated",
      "delivered planned",
    ]);
  });
});

describe("a tracker without scans", () => {
  it("states where the parcel is, with the last update as its latest possible time", () => {
    const message = read(tracker([], { status: "available_for_pickup" }));
    expect(milestones(message)).toEqual(["available_for_pickup"]);
    expect(message.events[0]?.occurred?.local).toBe("2031-03-04T09:00:00");
    expect(codes(message)).toEqual(["missing_timestamp"]);
  });

  it("in status unknown is a document without events", () => {
    expect(read(tracker([], { status: "unknown" })).outcome).toBe("facts");
  });
});

describe("webhooks and pages", () => {
  it("take the sending time from the event around the tracker", () => {
    const [event] = read(webhook(tracker([scan("in_transit", "2031-03-02T18:30:00Z")]))).events;
    expect(event?.sent).toEqual({ local: "2031-03-04T09:00:01", offset: "Z" });
    expect(event?.at).toBe("$.result.tracking_details[0]");
  });

  it("of several trackers number the documents", () => {
    const page = {
      trackers: [
        tracker([scan("in_transit", "2031-03-01T10:00:00Z")]),
        tracker([scan("delivered", "2031-03-02T10:00:00Z")], { tracking_code: "OTHER1" }),
      ],
      has_more: false,
    };
    const message = read(page);
    expect(message.documents.map((document) => document.type)).toEqual(["tracker", "tracker"]);
    expect(message.events.map((event) => event.document)).toEqual([0, 1]);
    expect(message.events[1]?.at).toBe("$.trackers[1].tracking_details[0]");
  });

  it("without a result name nothing to attach to: quarantined, not lost", () => {
    const message = read(webhook(undefined));
    expect(message.outcome).toBe("quarantine");
    expect(codes(message)).toEqual(["missing_reference"]);
  });

  it("about batches, claims and refunds are documents with their references", () => {
    const claim = { id: `clm_${HEX}`, object: "Claim", tracking_code: "9400", shipment_id: `shp_${HEX}` };
    const message = read(webhook(claim, { description: "claim.updated" }));
    expect(message.outcome).toBe("facts");
    expect(message.references).toContainEqual({ type: "tracking", value: "9400" });
    expect(message.events).toEqual([]);
  });

  it("about the webhook itself are a document, not a status", () => {
    const message = read({
      id: `hook_${HEX}`,
      object: "Webhook",
      mode: "production",
      url: "https://example.com",
    });
    expect(message).toMatchObject({ outcome: "facts", documents: [{ type: "webhook" }], problems: [] });
  });

  it("from the test mode say so", () => {
    const message = read(webhook(tracker([scan("in_transit", "2031-03-01T10:00:00Z")]), { mode: "test" }));
    expect(codes(message)).toEqual(["test_message"]);
  });

  it("do not use the documentation's placeholders as references", () => {
    const message = read(webhook({ id: "batch_...", object: "Batch", shipments: [{ id: "shp_..." }] }));
    expect(message.references.map((reference) => reference.value)).toEqual([`evt_${HEX}`]);
    expect(codes(message)).toEqual(["placeholder_value"]);
  });
});

describe("a shipment object", () => {
  const shipment = { id: `shp_${HEX}`, object: "Shipment", tracking_code: null, postage_label: null };

  it("with quoted rates only is a document", () => {
    expect(read(shipment)).toMatchObject({
      outcome: "facts",
      references: [{ type: "shipment", value: shipment.id }],
    });
  });

  it("with a bought label tells that the carrier has the data", () => {
    const bought = {
      ...shipment,
      tracking_code: "9400 1",
      postage_label: { created_at: "2031-03-01T10:00:00Z" },
    };
    expect(milestones(read(bought))).toEqual(["label_created"]);
  });
});

describe("a connection's overrides", () => {
  it("decide before the default map, for a status or for a status with its detail", () => {
    const details = [
      scan("in_transit", "2031-03-01T10:00:00Z", { status_detail: "held" }),
      scan("failure", "2031-03-01T11:00:00Z", { status_detail: "status_update" }),
    ];
    const overrides = [
      { codeList: "easypost-status", code: "in_transit/held", milestone: "customs_hold" },
      { codeList: "easypost-status", code: "failure", milestone: "delivery_attempted" },
    ] as const;
    expect(milestones(read(tracker(details), { overrides }))).toEqual(["customs_hold", "delivery_attempted"]);
  });
});

describe("what can't be read", () => {
  it.each([
    ["", "empty_file"],
    ['{"object": "Tracker", "tracking_co', "truncated"],
    ["{object: Tracker}", "invalid_structure"],
    ["Dear customer, your parcel", "invalid_structure"],
    ["<html>502 Bad Gateway</html>", "invalid_structure"],
    ['{"hello": "world"}', "unsupported_document"],
    ["null", "unsupported_document"],
  ])("%j is quarantined as %s", (text, code) => {
    const message = easypostConnector.parse(new TextEncoder().encode(text), {});
    expect(message.outcome).toBe("quarantine");
    expect(codes(message)).toEqual([code]);
  });
});

describe("recognising EasyPost", () => {
  it("goes by its object names or its ids, not by any JSON", () => {
    expect(easypostConnector.recognises('{"id": "shp_0123456789abcdef0123456789abcdef"}', undefined)).toBe(
      true,
    );
    expect(easypostConnector.recognises('\uFEFF[{"object":"Tracker"}]', undefined)).toBe(true);
    expect(easypostConnector.recognises('{"object": "event", "id": "evt_1IuKmFQveW0"}', undefined)).toBe(
      false,
    );
    expect(easypostConnector.recognises('order,"object": "Tracker"', undefined)).toBe(false);
  });
});

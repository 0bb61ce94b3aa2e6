import { describe, expect, it } from "vitest";
import { readScan } from "./status-map";

function meaning(status: string, detail = "status_update") {
  return readScan({ status, detail, message: "", isReturn: false, sentBack: false });
}

describe("EasyPost statuses", () => {
  it.each([
    ["pre_transit", "status_update", "label_created"],
    ["pre_transit", "label_created", "label_created"],
    ["in_transit", "status_update", "in_transit"],
    ["in_transit", "received_at_origin_facility", "arrived_hub"],
    ["in_transit", "arrived_at_facility", "arrived_hub"],
    ["in_transit", "departed_origin_facility", "departed_hub"],
    ["in_transit", "transferred_to_destination_carrier", "handed_over"],
    ["in_transit", "weather_delay", "delayed"],
    ["in_transit", "awaiting_information", "on_hold"],
    ["in_transit", "return", "return_in_transit"],
    ["out_for_delivery", "out_for_delivery", "out_for_delivery"],
    ["out_for_delivery", "delivery_exception", "delivery_attempted"],
    ["available_for_pickup", "arrived_at_pickup_location", "available_for_pickup"],
    ["delivered", "arrived_at_destination", "delivered"],
    ["delivered", "arrived_at_pickup_location", "available_for_pickup"],
    ["return_to_sender", "return", "returned"],
    ["return_to_sender", "departed_facility", "return_in_transit"],
    ["failure", "lost", "lost"],
    ["failure", "damaged", "damaged"],
    ["failure", "refused", "refused"],
    ["cancelled", "cancelled", "cancelled"],
    ["error", "expired", "tracking_ended"],
    ["unknown", "status_update", "unmapped"],
    ["teleported", "delivered", "unmapped"],
  ])("%s with %s is %s", (status, detail, milestone) => {
    expect(meaning(status, detail).milestone).toBe(milestone);
  });

  it("say who could have controlled an exception", () => {
    expect(meaning("in_transit", "weather_delay").reason).toEqual({
      code: "weather_delay",
      kind: "weather",
      party: "force_majeure",
    });
    expect(meaning("failure", "refused").reason?.party).toBe("consignee");
    expect(meaning("in_transit").reason).toBeNull();
  });

  it("that only say failure never claim a delivery attempt", () => {
    expect(meaning("failure").milestone).toBe("delayed");
  });
});

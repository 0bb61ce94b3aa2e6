import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SaveViewInput } from "@/lib/contracts/shipments/saved-view";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { deleteView } from "./delete-view";
import { listViews } from "./list-views";
import { saveView } from "./save-view";

let world: ShipmentWorld;
beforeAll(async () => {
  world = await shipmentWorld();
});
afterAll(() => world.close());

const night = (more: Partial<SaveViewInput> = {}): SaveViewInput => ({
  page: "shipments",
  name: "Night desk",
  query: "attention=late",
  sharedWithRole: null,
  ...more,
});

describe("a saved view", () => {
  it("is its owner's alone until it is shared, then everyone's of that role in this company", async () => {
    const [owner, colleague] = [await world.person("lead"), await world.person("dispatcher")];
    const stranger = await world.person("dispatcher", await world.otherCompany());
    await saveView(owner, night());
    expect(await listViews(colleague, "shipments")).toEqual([]);
    await saveView(owner, night({ query: "attention=silent", sharedWithRole: "dispatcher" }));
    const shared = { name: "Night desk", query: "attention=silent", own: false };
    expect(await listViews(colleague, "shipments")).toMatchObject([shared]);
    expect(await listViews(owner, "shipments")).toHaveLength(1);
    expect(await listViews(stranger, "shipments")).toEqual([]);
    expect(await listViews(colleague, "messages")).toEqual([]);
  });

  it("is shared only by roles that may, and removed only by its owner", async () => {
    const [clerk, owner] = [await world.person("customer_service"), await world.person("admin")];
    await expect(saveView(clerk, night({ sharedWithRole: "lead" }))).rejects.toMatchObject({
      code: "forbidden",
    });
    const { id } = await saveView(owner, night({ sharedWithRole: "customer_service" }));
    await expect(deleteView(clerk, { id })).rejects.toMatchObject({ code: "not_found" });
    await deleteView(owner, { id });
    expect(await listViews(clerk, "shipments")).toEqual([]);
  });
});

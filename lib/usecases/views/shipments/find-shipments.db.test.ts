import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/usecases/context";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { findShipments, onlyExact } from "./find-shipments";

let world: ShipmentWorld;
let clerk: Context;
let numbers: string[];

beforeAll(async () => {
  world = await shipmentWorld();
  clerk = await world.person("customer_service");
  numbers = await world.tendered("FIND77100", "FIND77200");
  await world.told("FIND77100", "AF", "20261118*0930", { pro: "998877120" });
  await world.told("NOBODY42", "AF", "20261118*0930", { pro: "555000111" });
});
afterAll(() => world.close());

describe("a number a customer reads out", () => {
  it("opens its shipment whatever its kind, spelling or the word before it", async () => {
    const spellings = ["find-77 100", "BOLFIND77100", "bol/find.77100", "PRO 998 877 120", numbers[0] ?? ""];
    for (const text of spellings) {
      const found = onlyExact(await findShipments(clerk, text));
      expect(found?.number, text).toBe(numbers[0]);
    }
    expect(onlyExact(await findShipments(clerk, numbers[0]?.replace("SHP-", "") ?? ""))?.number).toBe(
      numbers[0],
    );
  });

  it("lists the shipments it begins, with the number that matched", async () => {
    const result = await findShipments(clerk, "find77");
    expect(result.shipments.map((shipment) => shipment.number).sort()).toEqual([...numbers].sort());
    expect(result.shipments[0]?.by).toMatchObject({ exact: false });
    expect(onlyExact(result)).toBeNull();
  });

  it("lists all shipments that share it instead of opening one", async () => {
    const result = await findShipments(clerk, "PO-77");
    expect(result.shipments).toHaveLength(2);
    expect(result.shipments.every((shipment) => shipment.by.exact)).toBe(true);
    expect(onlyExact(result)).toBeNull();
  });

  it("shows messages that wait for it", async () => {
    const result = await findShipments(clerk, "555 000 111");
    expect(result.shipments).toEqual([]);
    expect(result.messages).toMatchObject([{ connectionName: "Red Fox", type: "pro", lookup: "555000111" }]);
  });

  it("is not looked up by one or two letters", async () => {
    expect(await findShipments(clerk, "fi")).toMatchObject({ tooShort: true, shipments: [] });
  });

  it("finds nothing of another company", async () => {
    const stranger = await world.person("admin", await world.otherCompany());
    for (const text of ["find77100", numbers[0] ?? "", "555000111"]) {
      expect(await findShipments(stranger, text)).toMatchObject({ shipments: [], messages: [] });
    }
  });
});

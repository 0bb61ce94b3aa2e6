import { describe, expect, it } from "vitest";
import type { ParseContext } from "@/lib/domain/message/parsed-message";
import { detectConnector } from "../registry";
import { csvStockConnector } from "./connector";

function read(text: string | Uint8Array, context: ParseContext = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return csvStockConnector.parse(bytes, context);
}
const HEADER = "sku,location,quantity,unit,counted_at";
const rows = (...lines: string[]) => read([HEADER, ...lines].join("\n"));
const found = (message: ReturnType<typeof read>) => message.problems.map(({ code, at }) => `${code} ${at}`);
const told = (message: ReturnType<typeof read>) =>
  message.stock?.map(({ product, location, quantity }) => `${product} ${location} ${quantity}`);

describe("a stock file of a warehouse", () => {
  it("states what lies where, in which unit and since which count", () => {
    const message = rows("P-1,A-01,12,EA,2026-11-20T06:00:00Z", "P-2,A-02,3.5,KG,2026-11-20T05:00:00Z");
    expect(message).toMatchObject({ format: "csv", outcome: "facts", events: [], problems: [] });
    expect(message.stock?.[0]).toEqual({
      product: "P-1",
      location: "A-01",
      quantity: "12",
      unit: "EA",
      counted: { local: "2026-11-20T06:00:00", offset: "Z" },
      document: 0,
      at: "row 2",
    });
    expect(message.stockList).toEqual({
      stated: { local: "2026-11-20T06:00:00", offset: "Z" },
      isComplete: false,
    });
    expect(message.documents).toHaveLength(2);
  });

  it.each([
    "Item No.;Whse;On Hand",
    "Artikel;Lagerort;Bestand",
    "MATERIAL;PLANT;QTY",
    "Product Code;Storage Location;Quantity on hand",
  ])("is understood under the header %s", (header) => {
    expect(told(read(`${header}\nP-1;W1;7\n`))).toEqual(["P-1 W1 7"]);
  });

  it("is read by the connection's mapping where one is set, and only by it", () => {
    const csvStock = {
      columns: { product: "Ref", quantity: "Dispo", countedAt: "Le" },
      location: "LYON",
      timeFormat: "DD.MM.YYYY HH:mm" as const,
    };
    const message = read("Ref;Dispo;Le;quantity\nP-1;7;20.11.2026 06:00;99\n", { csvStock });
    expect(told(message)).toEqual(["P-1 LYON 7"]);
    expect(message.stock?.[0]?.counted).toEqual({ local: "2026-11-20T06:00", offset: null });
  });

  it("is refused with the names it lacks when no column names the quantity", () => {
    const message = read("sku,location,colour\nP-1,A,red\n");
    expect(message.outcome).toBe("quarantine");
    expect(message.problems[0]?.message).toContain("names no quantity");
  });

  it("leaves out rows without product, place or a number, says which, and keeps the others", () => {
    const message = rows(",A,1,,", "P-1,,1,,", "P-2,A,,,", "P-3,A,ten,,", "P-4,A,4,,yesterday", "P-5,A,5,,");
    expect(told(message)).toEqual(["P-5 A 5"]);
    expect(found(message)).toEqual([
      "missing_product row 2",
      "missing_location row 3",
      "missing_quantity row 4",
      "bad_quantity row 5",
      "bad_date row 6",
    ]);
  });

  it("takes a quantity below zero as stated and remarks on it", () => {
    const message = rows("P-1,A,-3,,");
    expect(told(message)).toEqual(["P-1 A -3"]);
    expect(found(message)).toEqual(["negative_quantity row 2"]);
  });

  it("adds lots of one product and location up; the same lot again is the later row", () => {
    const text = "sku,location,lot,quantity\nP-1,A,L1,2\nP-1,A,L2,3.5\nP-1,A,L2,4\nP-1,B,L1,1\n";
    const message = read(text);
    expect(told(message)).toEqual(["P-1 A 6", "P-1 B 1"]);
    expect(found(message)).toEqual(["duplicate_row row 4"]);
  });

  it("lets the last of two rows count where no lot tells them apart", () => {
    const message = rows("P-1,A,2,,", "P-1,A,5,,");
    expect(told(message)).toEqual(["P-1 A 5"]);
    expect(found(message)).toEqual(["duplicate_row row 3"]);
  });

  it("adds no pieces to cartons", () => {
    const text = "sku,location,lot,quantity,unit\nP-1,A,L1,2,EA\nP-1,A,L2,3,CS\n";
    const message = read(text);
    expect(told(message)).toEqual(["P-1 A 2"]);
    expect(found(message)).toEqual(["unit_mismatch row 3"]);
  });
});

describe("a stock file that calls itself complete", () => {
  const complete = (...lines: string[]) => read(["sku,location,quantity,snapshot", ...lines].join("\n"));

  it("is taken so when every row says it", () => {
    expect(complete("P-1,A,1,complete", "P-2,A,2,FULL").stockList?.isComplete).toBe(true);
    expect(complete("P-1,A,1,complete", "P-2,A,2,").stockList?.isComplete).toBe(false);
    expect(rows("P-1,A,1,,").stockList?.isComplete).toBe(false);
  });

  it("is taken as partial when a row of it could not be read: that product would count as zero", () => {
    const message = complete("P-1,A,1,complete", "P-2,A,?,complete");
    expect(message.stockList?.isComplete).toBe(false);
    expect(found(message)).toEqual(["bad_quantity row 3", "incomplete_list message"]);
  });
});

describe("written quantities", () => {
  const quantities = (delimiter: string, ...written: string[]) => {
    const lines = written.map((text, index) => `P-${index},A,"${text}"`.replaceAll(/,(?=A|")/g, delimiter));
    return read([`sku${delimiter}location${delimiter}quantity`, ...lines].join("\n"));
  };

  it.each([
    ["a decimal comma", ";", ["12,5", "1.234,25", "1.000"], ["12.5", "1234.25", "1000"]],
    ["a decimal point", ",", ["12.5", "1,234.25", "1,000"], ["12.5", "1234.25", "1000"]],
    ["blanks between groups", ";", ["1 234,5", "12 000"], ["1234.5", "12000"]],
    ["a sign behind", ";", ["3-", "+4"], ["-3", "4"]],
  ])("are read with %s", (_, delimiter, written, expected) => {
    expect(quantities(delimiter, ...written).stock?.map(({ quantity }) => quantity)).toEqual(expected);
  });

  it("that can be read two ways are read by custom, and the reader says so", () => {
    const message = quantities(";", "1,000", "12,000");
    expect(message.stock?.map(({ quantity }) => quantity)).toEqual(["1", "12"]);
    expect(found(message)).toEqual(["quantity_format_assumed row 1"]);
  });

  it.each(["1e3", "1.2.3,4,5", "--1", "-1-", "12..5", "١٢", "0x10", "1,23,456.0"])(
    "like %s are no number",
    (text) => {
      expect(quantities(";", "1.5", text).stock).toHaveLength(1);
    },
  );
});

describe("telling a stock file from others", () => {
  it.each([
    [`${HEADER}\nP-1,A,1,,`, "csv-stock"],
    ["status,date,order,sku,location,quantity\n", "csv-status"],
    ["status,date,order\n", "csv-status"],
  ])("%j is %s", (text, dialect) => {
    expect(detectConnector(text, "drop.csv")?.dialect).toBe(dialect);
  });

  it("never throws on bytes that are none", () => {
    for (const text of ["", "\u0000", "a", '"', "sku,location,quantity"])
      expect(read(text).events).toEqual([]);
    expect(read(new Uint8Array([0xff, 0xfe, 0x41])).outcome).toBe("quarantine");
  });
});

import { describe, expect, it } from "vitest";
import { detectConnector } from "../registry";
import { jsonStockConnector } from "./connector";

const parse = (value: unknown) =>
  jsonStockConnector.parse(
    new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)),
    {},
  );
const line = { product: "P-1", location: "A", quantity: 12, unit: "EA" };

describe("stock as a JSON webhook", () => {
  it("states quantities as numbers or decimal strings, and the moment they hold for", () => {
    const message = parse({
      statedAt: "2026-11-20T06:00:00Z",
      lines: [line, { ...line, product: 77, quantity: "0.25" }],
    });
    expect(message).toMatchObject({
      format: "json",
      outcome: "facts",
      problems: [],
      stockList: { stated: { local: "2026-11-20T06:00:00", offset: "Z" }, isComplete: false },
      stock: [
        { product: "P-1", location: "A", quantity: "12", unit: "EA", at: "$.lines[0]" },
        { product: "77", quantity: "0.25" },
      ],
    });
  });

  it("is complete only when it says so and all of it could be read", () => {
    expect(parse({ complete: true, lines: [line] }).stockList?.isComplete).toBe(true);
    expect(parse({ complete: "yes", lines: [line] }).stockList?.isComplete).toBe(false);
    expect(parse({ complete: true, lines: [line, null] }).stockList?.isComplete).toBe(false);
  });

  it("an empty complete list says that nothing is there", () => {
    expect(parse({ complete: true, lines: [] })).toMatchObject({
      outcome: "facts",
      stock: [],
      stockList: { isComplete: true },
    });
  });

  it("gives its location to lines that name none", () => {
    const { location: _, ...bare } = line;
    expect(parse({ location: "WEST", lines: [bare] }).stock?.[0]?.location).toBe("WEST");
  });

  it("leaves bad lines out, says where they stand, and keeps the others", () => {
    const message = parse({
      lines: [
        line,
        3,
        { ...line, product: "" },
        { ...line, location: null },
        { ...line, quantity: "12,5" },
        { ...line, quantity: null },
      ],
    });
    expect(message.stock).toHaveLength(1);
    expect(message.problems.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "invalid_structure $.lines[1]",
      "missing_product $.lines[2]",
      "missing_location $.lines[3]",
      "bad_quantity $.lines[4]",
      "missing_quantity $.lines[5]",
    ]);
  });

  it("adds lots up", () => {
    expect(
      parse({
        lines: [
          { ...line, lot: "a" },
          { ...line, lot: "b", quantity: 0.5 },
        ],
      }).stock,
    ).toMatchObject([{ quantity: "12.5" }]);
  });

  it.each(["", "{", "[]", '{"lines":3}', "null"])("quarantines %j without throwing", (text) => {
    expect(parse(text).outcome).toBe("quarantine");
  });

  it("is recognised by its lines", () => {
    expect(detectConnector(JSON.stringify({ statedAt: null, lines: [line] }))?.dialect).toBe("json-stock");
    expect(detectConnector('{"object":"Event","lines":[]}')?.dialect).not.toBe("json-stock");
  });
});

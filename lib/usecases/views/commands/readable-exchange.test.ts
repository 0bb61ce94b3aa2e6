import { describe, expect, it } from "vitest";
import { readableExchange } from "./readable-exchange";

describe("what was asked of Odoo, as people read it", () => {
  it("never shows the bytes of a file, wherever they stand", () => {
    const text = readableExchange({
      vals_list: [{ name: "pod.pdf", datas: "JVBERi0" }],
      other: "A".repeat(400),
    });
    expect(text).toContain("pod.pdf");
    expect(text).not.toContain("JVBERi0");
    expect(text).toContain("(300 bytes, not shown)");
  });

  it("never shows a key, a password or a traceback, even if one was stored", () => {
    const text = readableExchange([
      { password: "s3cret", debug: "Traceback (most recent call)", message: "No" },
    ]);
    expect(text).not.toMatch(/s3cret|Traceback/);
    expect(text).toContain('"message": "No"');
  });

  it("cuts what is too long to read and says so", () => {
    expect(readableExchange("word ".repeat(1_000))).toContain("… (5000 characters)");
  });

  it("leaves plain values as they are", () => {
    expect(JSON.parse(readableExchange({ ids: false, id: 12, state: "posted" }))).toEqual({
      ids: false,
      id: 12,
      state: "posted",
    });
  });
});

import { describe, expect, it } from "vitest";
import { ExchangeLog } from "./exchange-log";

describe("what is kept of an exchange with Odoo", () => {
  it("is at most 8 KiB however much was asked, the last calls rather than the first", () => {
    const log = new ExchangeLog();
    for (let call = 0; call < 200; call += 1) {
      log.ask({ call: "read", model: "account.move", given: { ids: [call], note: "x".repeat(200) } })([call]);
    }
    const { request } = log.kept();
    expect(JSON.stringify(request).length).toBeLessThan(8 * 1024 + 200);
    expect(request.at(-1)).toMatchObject({ given: { ids: [199] } });
    expect(request[0]).toEqual({ leftOut: 200 - (request.length - 1) });
  });

  it("holds no long text, so no file", () => {
    const log = new ExchangeLog();
    const datas = Buffer.alloc(5_000, 7).toString("base64");
    log.ask({ call: "load", model: "ir.attachment", given: { rows: [["pod.pdf", datas]] } })({ ids: [1] });
    const kept = JSON.stringify(log.kept());
    expect(kept).toContain("pod.pdf");
    expect(kept).toContain(`(${datas.length} characters)`);
    expect(kept).not.toContain(datas.slice(0, 100));
  });

  it("says null for an answer that never came", () => {
    const log = new ExchangeLog();
    log.ask({ call: "load", model: "account.move", given: {} });
    expect(log.kept().reply).toEqual([null]);
  });
});

import { describe, expect, it } from "vitest";
import { readClockQuery } from "./clocks/clock-query";
import { readExceptionQuery } from "./exceptions/exception-query";
import { readNoticeQuery } from "./notices/notice-list";
import { readOverviewQuery } from "./overview/overview-query";
import { firstParams } from "./search-params";

const ID = "0199aaaa-0000-7000-8000-000000000001";

describe("an address someone typed", () => {
  it("counts the first of several parameters of one name", () => {
    expect(firstParams({ a: ["1", "2"], b: "3", c: undefined })).toEqual({ a: "1", b: "3" });
    expect(firstParams(new URLSearchParams("a=1&a=2&b=3"))).toEqual({ a: "1", b: "3" });
  });

  it("has no day the calendar or the database does not know", () => {
    for (const from of ["0001-01-01", "9999-12-31", "2026-02-31", "yesterday"]) {
      expect(readOverviewQuery({ from }).from).toBeUndefined();
      expect(readClockQuery({ until: from }).until).toBeUndefined();
    }
    expect(readOverviewQuery({ from: "2026-02-28" }).from).toBe("2026-02-28");
  });

  it("has no name that can't be stored", () => {
    expect(readOverviewQuery({ customer: "Brouwer\0" }).customer).toBeUndefined();
    expect(readExceptionQuery({ q: "SHP\0" }).q).toBeUndefined();
  });

  it("keeps a place of a list, and drops what only looks like one", () => {
    const at = "2026-11-20 12:00:00.123456+00";
    expect(readExceptionQuery({ after: `1_${at}_${ID}` }).after).toBe(`1_${at}_${ID}`);
    expect(readClockQuery({ before: `0~${at}~${ID}~delivery~2` }).before).toBeDefined();
    expect(readNoticeQuery({ after: `${at}_${ID}` }).after).toBeDefined();
    for (const after of [`1_${at}_${"-".repeat(36)}`, `1_2026-02-31 12:00:00+00_${ID}`, `1_+_${ID}`])
      expect(readExceptionQuery({ after }).after).toBeUndefined();
    expect(readClockQuery({ after: `0~${at}~${ID}~delivery~99999` }).after).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

describe("the address a sign-in is counted by", () => {
  it("is the last one of X-Forwarded-For behind a proxy: the others are the caller's own words", () => {
    expect(clientAddress("203.0.113.7, 198.51.100.9", true)).toBe("198.51.100.9");
    expect(clientAddress(" 198.51.100.9 ", true)).toBe("198.51.100.9");
    expect(clientAddress("x".repeat(500), true)).toHaveLength(64);
  });

  it("is none where no proxy is trusted, or where it says nothing: then only the account is counted", () => {
    expect(clientAddress("198.51.100.9", false)).toBeNull();
    expect([clientAddress(null, true), clientAddress(" ", true)]).toEqual([null, null]);
  });
});

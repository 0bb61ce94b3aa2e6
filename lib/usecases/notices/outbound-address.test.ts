import { describe, expect, it } from "vitest";
import { guardedLookup, isPublicAddress } from "./outbound-address";

describe("an address outside", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "0.0.0.0",
    "255.255.255.255",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "not an address",
  ])("is not %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])("may be %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  const look = (allowPrivate: boolean, addresses: string[]) =>
    new Promise<string>((resolve) => {
      const found = addresses.map((address) => ({ address, family: 4 }));
      guardedLookup(allowPrivate, async () => found)("example.test", { all: true }, (error, given) =>
        resolve(error ? error.message : JSON.stringify(given)),
      );
    });

  it("is refused when one of several answers is our own network, unless that is allowed", async () => {
    expect(await look(false, ["1.1.1.1", "10.0.0.1"])).toMatch(/example\.test is not on the public internet/);
    expect(await look(true, ["10.0.0.1"])).toContain("10.0.0.1");
    expect(await look(false, ["1.1.1.1"])).toContain("1.1.1.1");
  });
});

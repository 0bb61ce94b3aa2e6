import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openSecret, sealSecret } from "./seal";

describe("a sealed secret", () => {
  const key = randomBytes(32);
  const owner = { companyId: 1, connectionId: "0190f6f0-0000-7000-8000-000000000001" };

  it("opens under its own key for its own connection", () => {
    expect(openSecret(key, owner, sealSecret(key, owner, "whsec_äöü"))).toBe("whsec_äöü");
  });

  it("does not open under another key, for another connection or for another company", () => {
    const sealed = sealSecret(key, owner, "s");
    expect(openSecret(randomBytes(32), owner, sealed)).toBeUndefined();
    expect(openSecret(key, { ...owner, companyId: 2 }, sealed)).toBeUndefined();
    expect(openSecret(key, { ...owner, connectionId: "other" }, sealed)).toBeUndefined();
  });

  it("does not open when a byte was changed or cut off", () => {
    const sealed = sealSecret(key, owner, "secret");
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecret(key, owner, changed)).toBeUndefined();
    }
    expect(openSecret(key, owner, sealed.subarray(0, 20))).toBeUndefined();
  });

  it("never looks the same twice", () => {
    expect(sealSecret(key, owner, "s").equals(sealSecret(key, owner, "s"))).toBe(false);
  });
});

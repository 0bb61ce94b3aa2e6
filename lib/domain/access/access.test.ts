import { describe, expect, it } from "vitest";
import { AppError, HTTP_STATUS_OF, InvalidError, RateLimitedError } from "../app-error";
import type { UserActor } from "./actor";
import { can } from "./actor";
import { PERMISSIONS, roleMay } from "./permission";
import { requirePermission } from "./require-permission";
import { isRole, ROLE_LABELS, ROLES } from "./role";

const person = (role: UserActor["role"]): UserActor => ({
  kind: "user",
  id: "0190f6f0-0000-7000-8000-000000000001",
  companyId: 1,
  role,
  name: "Test Person",
  email: "person@example.test",
});

describe("who may do what", () => {
  it("lets every role read shipments and every admin do everything", () => {
    for (const role of ROLES) expect(roleMay(role, "shipment.read"), role).toBe(true);
    for (const permission of PERMISSIONS) expect(roleMay("admin", permission), permission).toBe(true);
  });

  it("keeps people management to admins", () => {
    const allowed = ROLES.filter((role) => roleMay(role, "user.manage"));
    expect(allowed).toEqual(["admin"]);
  });

  it("keeps raw partner bytes, which carry rates, from customer service", () => {
    expect(can(person("customer_service"), "shipment.read")).toBe(true);
    expect(can(person("customer_service"), "message.raw.read")).toBe(false);
  });

  it("lets only IT and admins change connections, mappings and run messages again", () => {
    for (const permission of [
      "connection.manage",
      "mapping.edit",
      "message.replay",
      "outbound.resend",
    ] as const) {
      expect(
        ROLES.filter((role) => roleMay(role, permission)),
        permission,
      ).toEqual(["it", "admin"]);
    }
  });

  it("does not let a dispatcher read the audit log", () => {
    expect(can(person("dispatcher"), "audit.read")).toBe(false);
    expect(can(person("lead"), "audit.read")).toBe(true);
  });

  it("lets our own processes act for their company", () => {
    expect(can({ kind: "system", job: "worker", companyId: 1 }, "message.replay")).toBe(true);
  });

  it("says which permission is missing and that nothing changed", () => {
    expect(() => requirePermission(person("finance"), "mapping.edit")).toThrowError(
      /mapping\.edit.*Nothing was changed/,
    );
    expect(() => requirePermission(person("it"), "mapping.edit")).not.toThrow();
  });

  it("takes no role it does not know", () => {
    expect(isRole("lead")).toBe(true);
    expect(isRole("root")).toBe(false);
    expect(isRole(undefined)).toBe(false);
    for (const role of ROLES) expect(ROLE_LABELS[role].length).toBeGreaterThan(1);
  });
});

describe("one error family", () => {
  it("keeps the code, the fields and the wait with the error", () => {
    const invalid = new InvalidError("Two fields need attention.", { email: "Not an address" });
    expect(invalid).toBeInstanceOf(AppError);
    expect(invalid.code).toBe("invalid");
    expect(invalid.fields).toEqual({ email: "Not an address" });
    expect(new RateLimitedError("Wait.", 30_000).retryAfterMs).toBe(30_000);
    expect(HTTP_STATUS_OF[invalid.code]).toBe(422);
  });
});

/** What a person is here to do. One person has one role; what a role may do stands in `permission.ts`. */
export const ROLES = ["dispatcher", "finance", "customer_service", "it", "lead", "admin"] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  dispatcher: "Dispatch",
  finance: "Finance",
  customer_service: "Customer service",
  it: "IT",
  lead: "Lead",
  admin: "Admin",
};

/** True when `value` is one of our roles: the guard for what comes from a form, a file or an identity provider. */
export function isRole(value: unknown): value is Role {
  return typeof value === "string" && (ROLES as readonly string[]).includes(value);
}

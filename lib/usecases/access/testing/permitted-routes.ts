import type { Permission } from "@/lib/domain/access/permission";

interface PermittedRoute {
  /** What opens it to someone signed in; null where a session opens nothing and `instead` says what does. */
  readonly permission: Permission | null;
  readonly instead?: string;
  /** Statuses nobody may get where a session opens nothing. */
  readonly nobody?: readonly number[];
}

const signedIn = (permission: Permission): PermittedRoute => ({ permission });
const otherwise = (instead: string, ...nobody: readonly number[]): PermittedRoute => ({
  permission: null,
  instead,
  nobody,
});

/** Who may ask which route under app/api: a line each, by its folder. A route without a line here fails the matrix. */
export const PERMITTED_ROUTES: Readonly<Record<string, PermittedRoute>> = {
  "audit/export": signedIn("audit.read"),
  "auth/[...nextauth]": otherwise("signing in and out; next-auth checks its own tokens", 200, 302, 400),
  "catalogue/export": signedIn("catalogue.read"),
  "exceptions/severity": signedIn("exception.read"),
  find: signedIn("shipment.read"),
  health: otherwise("load balancers; says nothing of any company", 200, 503),
  "health/live": otherwise("container checks; says nothing at all", 200),
  "inbound/[connection]/[[...secret]]": otherwise("the connection's own secret", 401, 404, 405),
  "messages/[id]/download": signedIn("message.raw.read"),
  "messages/[id]/raw": signedIn("message.raw.read"),
  "messages/attachable": signedIn("message.attach"),
  "messages/outbound/[id]/download": signedIn("outbound.read"),
  "messages/upload": signedIn("message.upload"),
  metrics: otherwise("METRICS_TOKEN", 401, 404),
  "nav-counts": signedIn("shipment.read"),
  notices: signedIn("notice.own"),
  "odoo-setup": signedIn("connection.manage"),
  "odoo/[connection]/[secret]": otherwise("the connection's own secret", 401, 404),
  "outbound/[connection]": otherwise("the connection's own secret", 401, 404),
  "outbound/[connection]/[id]": otherwise("the connection's own secret", 401, 404),
  "outbound/[connection]/[id]/confirm": otherwise("the connection's own secret", 401, 404),
  shipments: signedIn("shipment.read"),
  "shipments/[number]": signedIn("shipment.read"),
  "shipments/export": signedIn("shipment.export"),
  stream: signedIn("shipment.read"),
};

import { describe, it } from "vitest";
import { odooFromEnvironment } from "@/lib/connectors/odoo/contract/testing/odoo-from-environment";
import { describeOneEffect } from "./describe-one-effect";

const target = odooFromEnvironment();

if (target) {
  describeOneEffect("the real Odoo", async () => target);
} else {
  describe("a worker that dies while it tells the real Odoo", () => {
    it.skip("needs ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD in the environment", () => undefined);
  });
}

import { describe, it } from "vitest";
import { odooFromEnvironment } from "@/lib/connectors/odoo/contract/testing/odoo-from-environment";
import { describeSetUpOdoo } from "./testing/setup-rules";

const target = odooFromEnvironment();

if (target) {
  describeSetUpOdoo("the real Odoo", async () => target);
} else {
  describe("the setup of the real Odoo", () => {
    it.skip("needs ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD in the environment", () => undefined);
  });
}

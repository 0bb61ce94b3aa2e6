import { describe, it } from "vitest";
import { odooFromEnvironment } from "@/lib/connectors/odoo/contract/testing/odoo-from-environment";
import { describeFlows } from "./describe-flows";

const target = odooFromEnvironment();

if (target) {
  describeFlows("the real Odoo", async () => target);
} else {
  describe("flows that end in the real Odoo", () => {
    it.skip("needs ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD in the environment", () => undefined);
  });
}

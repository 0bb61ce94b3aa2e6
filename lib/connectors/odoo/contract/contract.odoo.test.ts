import { describe, it } from "vitest";
import { describeOdooContract } from "./describe-odoo-contract";
import { odooFromEnvironment } from "./testing/odoo-from-environment";

const target = odooFromEnvironment();

if (target) {
  describeOdooContract("the real Odoo", async () => target);
} else {
  describe("the contract with the real Odoo", () => {
    it.skip("needs ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD in the environment", () => undefined);
  });
}

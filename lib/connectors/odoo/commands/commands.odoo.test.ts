import { describe, it } from "vitest";
import { odooFromEnvironment } from "../contract/testing/odoo-from-environment";
import { describeCommands } from "./describe-commands";

const target = odooFromEnvironment();

if (target) {
  describeCommands("the real Odoo", async () => target);
} else {
  describe("commands to the real Odoo", () => {
    it.skip("needs ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD in the environment", () => undefined);
  });
}

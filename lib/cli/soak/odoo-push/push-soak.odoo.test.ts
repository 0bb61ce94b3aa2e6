import { describe, expect, it } from "vitest";
import { pushSoak } from "./push-soak";

const setting = (name: string, otherwise?: string) => {
  const value = process.env[name] ?? otherwise;
  if (!value) throw new Error(`${name} is not set: this test needs a real Odoo.`);
  return value;
};

describe("commanding an Odoo over a hostile network with workers that are killed", () => {
  it("loses nothing and doubles nothing, in a short run of the soak", { timeout: 300_000 }, async () => {
    const passed = await pushSoak({
      bills: 10,
      invoices: 10,
      seed: 5,
      calm: false,
      odoo: {
        url: setting("ODOO_URL"),
        database: setting("ODOO_DB"),
        login: setting("ODOO_LOGIN"),
        password: setting("ODOO_PASSWORD"),
      },
      odooPostgres: setting("ODOO_PG_URL", "postgres://postgres@127.0.0.1:5469/logistics"),
    });
    expect(passed).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { pullSoak } from "./pull-soak";

const setting = (name: string, otherwise?: string) => {
  const value = process.env[name] ?? otherwise;
  if (!value) throw new Error(`${name} is not set: this test needs a real Odoo.`);
  return value;
};

describe("reading an Odoo while others write to it", () => {
  it("misses nothing and holds nothing old, in a short run of the soak", { timeout: 300_000 }, async () => {
    const passed = await pullSoak({
      minutes: 0.3,
      documents: 120,
      overlapSeconds: 30,
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

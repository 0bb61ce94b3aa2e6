import { describePull } from "./testing/pull-rules";

const setting = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this test needs a real Odoo.`);
  return value;
};

describePull(async () => ({
  url: setting("ODOO_URL"),
  database: setting("ODOO_DB"),
  login: setting("ODOO_LOGIN"),
  password: setting("ODOO_PASSWORD"),
}));

import type { OdooTarget } from "../target";

/**
 * The real Odoo that tests run against, as ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD name it.
 * @returns undefined when none is given: then such tests are skipped.
 */
export function odooFromEnvironment(): OdooTarget | undefined {
  const { ODOO_URL, ODOO_DB, ODOO_LOGIN, ODOO_PASSWORD } = process.env;
  if (!ODOO_URL || !ODOO_DB || !ODOO_LOGIN || !ODOO_PASSWORD) return undefined;
  return {
    url: ODOO_URL,
    database: ODOO_DB,
    adminLogin: ODOO_LOGIN,
    adminPassword: ODOO_PASSWORD,
    close: async () => undefined,
  };
}

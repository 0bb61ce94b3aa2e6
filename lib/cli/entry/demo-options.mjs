import { parseArgs } from "node:util";

/**
 * @typedef {object} OdooOptions a real Odoo instead of the stand-in
 * @property {string} url
 * @property {string} database
 * @property {string} login
 */
/** @typedef {{ port: number | undefined, fresh: boolean, odoo: OdooOptions | undefined }} DemoOptions */

const HELP = `npm run demo [-- --fresh] [-- --port N] [-- --odoo ADDRESS [--odoo-db NAME] [--odoo-login NAME]]

  --fresh            start over with an empty database
  --port N           where the web app listens (default 3000, or the next free one)
  --odoo ADDRESS     use this Odoo instead of the stand-in, and fill it: one for trying things out, never your own
  --odoo-db NAME     its database (default: the only one it has)
  --odoo-login NAME  an administrator there (default admin); the password comes from ODOO_PASSWORD or is asked for`;

/** @param {string[]} [args] @returns {DemoOptions} */
export function readDemoOptions(args = process.argv.slice(2)) {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: "boolean", default: false },
      port: { type: "string" },
      odoo: { type: "string" },
      "odoo-db": { type: "string" },
      "odoo-login": { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new Error(`--port ${values.port} is no TCP port.`);
  if (values.odoo === undefined) {
    if (values["odoo-db"] !== undefined || values["odoo-login"] !== undefined)
      throw new Error("--odoo-db and --odoo-login say how to sign in at --odoo ADDRESS, which is missing.");
    return { fresh: values.fresh, port, odoo: undefined };
  }
  if (!URL.canParse(values.odoo) || !/^https?:$/.test(new URL(values.odoo).protocol))
    throw new Error(`--odoo ${values.odoo} is no web address; write for instance http://localhost:8069.`);
  const odoo = {
    url: new URL(values.odoo).origin,
    database: values["odoo-db"] ?? "",
    login: values["odoo-login"] ?? "admin",
  };
  return { fresh: values.fresh, port, odoo };
}

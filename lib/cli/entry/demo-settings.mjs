import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataHome } from "./project.mjs";

const file = join(dataHome, "demo.env");

/** Settings that the demo must not inherit from the shell of whoever starts it. */
const NOT_INHERITED = [
  "READ_DATABASE_URL",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_DEFAULT_ROLE",
  "ODOO_PASSWORD",
];

export const ROLES = ["dispatcher", "finance", "customer_service", "it", "lead", "admin"];

/** Made once and kept, so that sessions and sealed secrets survive a restart. @returns {Record<string, string>} */
export function demoSecrets() {
  /** @type {Record<string, string>} */
  const secrets = {
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    MILEPOST_SECRET_KEY: randomBytes(32).toString("base64"),
    MILEPOST_DEMO_PASSWORD: randomBytes(9).toString("base64url"),
  };
  const kept = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  for (const line of kept) {
    const at = line.indexOf("=");
    if (at > 0) secrets[line.slice(0, at)] = line.slice(at + 1);
  }
  mkdirSync(dataHome, { recursive: true });
  const text = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, text.join(""), { mode: 0o600 });
  return secrets;
}

/** @param {{ databaseUrl: string, port: number }} where @param {Record<string, string>} secrets */
export function demoEnvironment({ databaseUrl, port }, secrets) {
  return {
    ...Object.fromEntries(NOT_INHERITED.map((name) => [name, ""])),
    ...secrets,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: `http://localhost:${port}`,
    DROP_FOLDER: join(dataHome, "drop"),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
  };
}

/** So that the command line can be tried against the demo: `set -a; . .data/cli.env`. @param {Record<string, string>} env */
export function writeCommandLineSettings(env) {
  const names = ["DATABASE_URL", "MILEPOST_SECRET_KEY", "NEXTAUTH_SECRET", "NEXTAUTH_URL", "DROP_FOLDER"];
  const text = names.map((name) => `${name}='${env[name] ?? ""}'\n`).join("");
  writeFileSync(join(dataHome, "cli.env"), text, { mode: 0o600 });
}

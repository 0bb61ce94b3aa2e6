import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { findFreePort } from "./free-port.mjs";
import { dataHome } from "./project.mjs";

/** @typedef {{ url: string, database: string, login: string, password: string, isStandIn: boolean }} DemoOdoo */

const dataFile = join(dataHome, "odoo-stand-in.json");
const portFile = join(dataHome, "odoo-stand-in.port");
const FIRST_PORT = 8170;
/** A real Odoo takes some four orders a second; the newest are worth the wait, a fortnight is not. */
const ORDERS_INTO_REAL_ODOO = 200;

/** Starts over with it. */
export function removeStandInData() {
  for (const file of [dataFile, portFile]) rmSync(file, { force: true });
}

/** The stand-in's address stays the same as long as its data: Milepost's connection and the links into Odoo name it. */
export async function chooseStandIn() {
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : Number.NaN;
  const port = await findFreePort(Number.isInteger(kept) ? kept : FIRST_PORT);
  writeFileSync(portFile, String(port), { mode: 0o600 });
  return standInAt(port, dataFile);
}

/** @param {number} port @param {string} [file] where it keeps its data; without one they go when it ends */
export function standInAt(port, file) {
  const kept = file ? ["--data", file] : [];
  /** @type {DemoOdoo} */
  const odoo = {
    url: `http://127.0.0.1:${port}`,
    database: "milepost",
    login: "admin",
    password: "admin",
    isStandIn: true,
  };
  return { odoo, command: ["lib/cli/main.ts", "odoo-stand-in", "--port", String(port), ...kept] };
}

/** @param {import("./demo-options.mjs").OdooOptions} given @returns {Promise<DemoOdoo>} */
export async function realOdoo(given) {
  const database = given.database || (await onlyDatabase(given.url));
  const password = process.env.ODOO_PASSWORD || (await askPassword(given.login, given.url));
  return { ...given, database, password, isStandIn: false };
}

/** @param {DemoOdoo} odoo @returns {string[]} */
export function simulatorArguments({ url, database, login, isStandIn }) {
  // What an earlier demo left in a real Odoo stays there: each has a world, and order numbers, of its own.
  const seed = String(Math.floor(Date.now() / 1_000) % 1_000_000);
  const limit = isStandIn ? [] : ["--odoo-orders", String(ORDERS_INTO_REAL_ODOO), "--seed", seed];
  return ["--odoo", url, "--odoo-db", database, "--odoo-login", login, ...limit];
}

/** @param {DemoOdoo} odoo */
export function describeOdoo({ url, login, password, isStandIn }) {
  if (!isStandIn) return `Odoo: ${url} (yours), the newest ${ORDERS_INTO_REAL_ODOO} orders of the past go in`;
  return `Odoo: a stand-in at ${url} without screens of its own (${login}, ${password})`;
}

/** @param {string} url */
async function onlyDatabase(url) {
  const response = await fetch(new URL("/web/database/list", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", method: "call", params: {}, id: 1 }),
    signal: AbortSignal.timeout(15_000),
  });
  /** @type {{ result?: unknown }} */
  const answer = await response.json().catch(() => ({}));
  const names = Array.isArray(answer.result) ? answer.result : [];
  if (names.length === 1) return String(names[0]);
  throw new Error(
    `Which database of ${url} is meant is not clear; name it with --odoo-db. Nothing was started.`,
  );
}

/** Without echo; the password is kept by nobody. @param {string} login @param {string} url @returns {Promise<string>} */
async function askPassword(login, url) {
  if (!process.stdin.isTTY)
    throw new Error(`The password of ${login} at ${url} is missing; set ODOO_PASSWORD.`);
  process.stdout.write(`Password of ${login} at ${url}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const password = await new Promise((resolve) => lines.question("", resolve));
  lines.close();
  process.stdout.write("\n");
  return String(password);
}

import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** @param {string} serverUrl @param {string} statement */
async function execute(serverUrl, statement) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database of this run alone on the given server. @param {string} serverUrl */
export async function makeWorldDatabase(serverUrl) {
  const name = `milepost_e2e_${randomBytes(6).toString("hex")}`;
  await execute(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => execute(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

const BEHIND_CURSORS = `
  select count(*)::int as behind
  from pipeline_cursor c join inbox_message m on m.shard = c.shard and (m.xid, m.seq) > (c.xid, c.seq)
  where c.pipeline = 'record'`;

/**
 * Waits until the worker has read all but a few messages of the inbox.
 * @param {string} url
 * @param {{ allowed?: number, withinMs?: number }} [options]
 * @returns {Promise<number>} how many still wait, more than `allowed` when time ran out
 */
export async function untilInboxRead(url, { allowed = 0, withinMs = 120_000 } = {}) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { rows } = await execute(url, BEHIND_CURSORS);
    if (rows[0].behind <= allowed || Date.now() > deadline) return rows[0].behind;
    await sleep(200);
  }
}

const BEHIND_ODOO = `
  select (select count(*)::int from odoo_pull where loaded_at is null)
    + (select count(*)::int from odoo_connection c where not exists (
        select from odoo_pull p where p.company_id = c.company_id and p.connection_id = c.connection_id))
    + (select count(*)::int from odoo_delivery where dirty_at is not null) as behind`;

/**
 * Waits until the worker has loaded every model of Odoo, composed every delivery and read what it composed.
 * @param {string} url
 * @param {{ withinMs?: number }} [options]
 * @returns {Promise<number>} models, deliveries and messages that still wait when time ran out
 */
export async function untilOdooRead(url, { withinMs = 120_000 } = {}) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { rows } = await execute(url, BEHIND_ODOO);
    const left = Math.max(0, deadline - Date.now());
    // Last of all the inbox: that is where composed deliveries go.
    if (rows[0].behind === 0) return untilInboxRead(url, { withinMs: left });
    if (left === 0) return rows[0].behind;
    await sleep(200);
  }
}

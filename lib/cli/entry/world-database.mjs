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

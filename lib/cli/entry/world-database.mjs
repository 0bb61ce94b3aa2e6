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

/** Waits until the worker has read every message that lies in the inbox. @param {string} url @param {number} withinMs */
export async function untilInboxRead(url, withinMs = 120_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { rows } = await execute(url, BEHIND_CURSORS);
    if (rows[0].behind === 0) return;
    if (Date.now() > deadline) throw new Error(`${rows[0].behind} messages still wait for the worker.`);
    await sleep(200);
  }
}

import { randomBytes } from "node:crypto";
import pg from "pg";

/** @param {string} serverUrl @param {string} statement */
async function execute(serverUrl, statement) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
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

import type { Database } from "../../client";

/**
 * Runs `work` while nobody else holds `name`, over all processes. The lock is the connection's own, so a crash frees it.
 * @returns undefined when somebody else holds it.
 */
export async function whileAlone<T>(
  db: Database,
  name: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await db.$client.connect();
  try {
    const key = "hashtextextended($1, 0)";
    const { rows } = await client.query(`select pg_try_advisory_lock(${key}) as held`, [name]);
    if (rows[0]?.held !== true) return undefined;
    try {
      return await work();
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`, [name]);
    }
  } finally {
    client.release();
  }
}

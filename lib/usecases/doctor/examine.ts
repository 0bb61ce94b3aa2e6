import { existsSync } from "node:fs";
import { connectDatabase, type Database } from "@/db/client";
import { type Env, env } from "@/lib/env";
import { checkDatabase } from "./check-database";
import { type CheckedFolder, checkDisk } from "./check-disk";
import { checkRuntime } from "./check-runtime";
import { checkPipeline, checkSecrets } from "./check-work";
import { type Finding, fail, ok } from "./finding";

/** Looks at everything Milepost stands on, and goes on after each trouble: one fault must not hide the next. */
export async function examine(): Promise<Finding[]> {
  const runtime = checkRuntime();
  let settings: Env;
  try {
    settings = env();
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/\s*\n\s*/g, " · ") : String(error);
    return [
      ...runtime,
      fail("settings", message, "Correct them in the environment or .env; see .env.example."),
    ];
  }
  const disk = await checkDisk(foldersOf(settings));
  return [...runtime, ok("settings", "complete"), ...disk, ...(await examineDatabase(settings))];
}

function foldersOf({ DROP_FOLDER }: Env): CheckedFolder[] {
  const own = existsSync(".data") ? ".data" : ".";
  const data = { subject: "disk", path: own, writable: false };
  return DROP_FOLDER ? [data, { subject: "drop folder", path: DROP_FOLDER, writable: true }] : [data];
}

async function examineDatabase({ DATABASE_URL, MILEPOST_SECRET_KEY }: Env): Promise<Finding[]> {
  const db = connectDatabase(DATABASE_URL, { max: 2, applicationName: "milepost doctor" });
  try {
    const server = await checkDatabase(db);
    const schemaIsThere = !server.some(({ subject, level }) => subject === "migrations" && level === "fail");
    return schemaIsThere ? [...server, ...(await examineWork(db, MILEPOST_SECRET_KEY))] : server;
  } catch (error) {
    const message = error instanceof Error ? reasonOf(error) : String(error);
    return [fail("database", `can't be reached: ${message}`, "Start Postgres, or correct DATABASE_URL.")];
  } finally {
    await db.$client.end();
  }
}

async function examineWork(db: Database, key: string): Promise<Finding[]> {
  return [...(await checkPipeline(db)), await checkSecrets(db, Buffer.from(key, "base64"))];
}

/** Drizzle wraps what went wrong in what was asked. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

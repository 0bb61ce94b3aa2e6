import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { acknowledgeException } from "@/lib/usecases/exceptions/acknowledge-exception";
import {
  type ExceptionWorld,
  exceptionWorld,
  finding,
} from "@/lib/usecases/exceptions/testing/exception-world";
import { LIVE_CHANNEL } from "@/lib/usecases/pipeline/live-hints";
import { ExceptionHints } from "./exception-hints";

let world: ExceptionWorld;
let listener: Client;
const heard: unknown[] = [];
beforeAll(async () => {
  world = await exceptionWorld();
  listener = new Client({ connectionString: world.url });
  await listener.connect();
  listener.on("notification", ({ payload }) => heard.push(JSON.parse(payload ?? "null")));
  await listener.query(`listen ${LIVE_CHANNEL}`);
});
afterAll(async () => {
  await listener.end();
  await world.close();
});

it("screens of a company hear once that exceptions changed, by rules or by a person, and nothing when none did", async () => {
  const hints = new ExceptionHints();
  const look = async () => {
    heard.length = 0;
    await hints.look(world.db);
    await sleep(100);
    return [...heard];
  };
  const hint = { companyId: world.companyId, shipments: [], messages: false, exceptions: true };
  expect(await look()).toEqual([]);
  for (const subjectId of [uuidv7(), uuidv7()]) await world.look({ subjectId, findings: [finding()] });
  expect(await look()).toEqual([hint]);
  expect(await look()).toEqual([]);
  world.clock.now = new Date(world.clock.now.getTime() + 1_000);
  const [first] = await world.all();
  const ctx = await world.person("dispatcher");
  await acknowledgeException(ctx, { exceptionId: first?.id ?? "", expectedVersion: first?.version ?? 0 });
  expect(await look()).toEqual([hint]);
});

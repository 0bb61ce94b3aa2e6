import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clock } from "@/db/schema/clock";
import { exception } from "@/db/schema/exception";
import { messageState } from "@/db/schema/inbox";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";

let world: PipelineWorld;
let now = new Date("2026-11-18T15:00:00Z");
beforeAll(async () => {
  world = await pipelineWorld(() => now);
});
afterAll(() => world.close());

const told = () =>
  world.db
    .select({ kind: exception.kind, customer: exception.customer, carrier: exception.carrier })
    .from(exception)
    .orderBy(asc(exception.kind));
const clocks = () =>
  world.db
    .select()
    .from(clock)
    .orderBy(asc(clock.kind), asc(clock.stop))
    .then((rows) => rows.map(({ judgedAt: _, ...row }) => row));

it("whom a promise and what is wrong with it are for follows what is told later", async () => {
  const tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  const carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
  const nobody = (load: string) => tender(load).replace("N1*BT*Brouwer Foods*93*BRF~\n", "");
  const segments = (text: string) => text.replace(/SE\*(\d+)/, (_, count) => `SE*${Number(count) - 1}`);
  const [message] = await world.receive(tms, segments(nobody("N1001")));
  await world.drain();
  const [row] = await world.db
    .select()
    .from(messageState)
    .where(eq(messageState.messageId, message ?? ""));
  expect(row?.shipmentIds).toHaveLength(1);
  await world.receive(carrier, status("N1001", "A9", "20261118*0950", { control: 3 }));
  await world.drain();
  now = new Date("2026-11-20T12:00:00Z");
  while ((await recheckAttention(world.deps)).touched.length > 0);
  const before = await told();
  expect(before.map(({ kind }) => kind)).toContain("late_delivery");
  expect(before.every(({ customer }) => customer === null)).toBe(true);

  await world.receive(tms, tender("N1001", "05").replace("000000001", "000000002"));
  await world.drain();
  expect(await told()).toEqual(before.map((line) => ({ ...line, customer: "Brouwer Foods" })));
  const kept = await clocks();
  expect(kept.every(({ customer }) => customer === "Brouwer Foods")).toBe(true);
  await rebuildProjections(world.deps, null, () => undefined);
  expect(await clocks()).toEqual(kept);
});

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { event } from "@/db/schema/event";
import { messageState, waitingReference } from "@/db/schema/inbox";
import { outboundMessage } from "@/db/schema/outbound";
import { shipmentCount, shipmentState } from "@/db/schema/shipment";
import { rebuildProjections } from "./rebuild-projections";
import { type PipelineWorld, pipelineWorld } from "./testing/pipeline-world";
import { status, tender } from "./testing/x12-text";

let world: PipelineWorld;
let tms: string;
let carrier: string;

beforeAll(async () => {
  world = await pipelineWorld(() => new Date("2026-11-18T18:00:00Z"));
  tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
});
afterAll(() => world.close());

const stateOf = async (messageId: string | undefined) => {
  const [row] = await world.db
    .select()
    .from(messageState)
    .where(eq(messageState.messageId, messageId ?? ""));
  return row;
};
const shipmentOf = async (messageId: string | undefined) => {
  const id = (await stateOf(messageId))?.shipmentIds[0] ?? "";
  const [row] = await world.db.select().from(shipmentState).where(eq(shipmentState.shipmentId, id));
  return row;
};

describe("messages become a timeline", () => {
  it("makes a shipment from a tender and answers the group", async () => {
    const [id] = await world.receive(tms, tender("L1001"));
    await world.drain();
    expect(await stateOf(id)).toMatchObject({ state: "recorded", format: "x12", documents: "204" });
    expect(await shipmentOf(id)).toMatchObject({
      stage: "tendered",
      customer: "Brouwer Foods",
      carrier: "RDFX",
      origin: "CHICAGO",
      destination: "DALLAS",
    });
    const answers = await world.db
      .select()
      .from(outboundMessage)
      .where(eq(outboundMessage.inReplyTo, id ?? ""));
    expect(answers).toMatchObject([{ kind: "997", verdict: "A", state: "waiting" }]);
  });

  it("attaches a status by the shipper's number, and the next one by the PRO the first one brought", async () => {
    const [first] = await world.receive(carrier, status("L1001", "AF", "20261118*0930"));
    const [second] = await world.receive(
      carrier,
      status("", "X6", "20261118*1130", { pro: "PROL1001", city: "ROLLA*MO" }),
    );
    await world.drain();
    expect(await stateOf(first)).toMatchObject({ state: "recorded" });
    expect(await stateOf(second)).toMatchObject({ state: "recorded" });
    expect(await shipmentOf(second)).toMatchObject({ stage: "in_transit", attentionKind: "on_track" });
  });

  it("changes nothing when the same fact comes again under other control numbers", async () => {
    const [first] = await world.receive(carrier, status("L1001", "AF", "20261118*0930"));
    const before = await shipmentOf(first);
    const [again] = await world.receive(carrier, status("L1001", "AF", "20261118*0930", { control: 99 }));
    await world.drain();
    expect(await stateOf(again)).toMatchObject({ state: "duplicate", newEventCount: 0 });
    expect(await shipmentOf(first)).toEqual(before);
  });

  it("keeps a status for a load it does not know, and attaches it by itself when the tender comes", async () => {
    const [early] = await world.receive(carrier, status("L2002", "X3", "20261118*0800"));
    await world.drain();
    expect(await stateOf(early)).toMatchObject({ state: "unmatched", reasonCode: "unknown_reference" });
    const [late] = await world.receive(tms, tender("L2002"));
    await world.drain();
    expect(await stateOf(early)).toMatchObject({ state: "recorded", attempts: 2 });
    expect((await shipmentOf(early))?.shipmentId).toBe((await shipmentOf(late))?.shipmentId);
    expect(
      await world.db
        .select()
        .from(waitingReference)
        .where(eq(waitingReference.messageId, early ?? "")),
    ).toEqual([]);
  });

  it("leaves a status with only a shared purchase order to a person", async () => {
    const body = status("", "D1", "20261119*1400", { pro: "" })
      .replace("LX*1", "L11*PO-77*PO~\nLX*1")
      .replace(/SE\*\d+/, "SE*7");
    const [id] = await world.receive(carrier, body);
    await world.drain();
    const state = await stateOf(id);
    expect(state).toMatchObject({ state: "ambiguous", shipmentIds: [] });
    expect(state?.candidateIds.length).toBe(2);
  });

  it("quarantines what is no message, with the reason, and records the others of the batch", async () => {
    const [broken, good] = await world.receive(
      carrier,
      "\u0000\u0001 not EDI",
      status("L1001", "X1", "20261119*1430", { city: "DALLAS*TX" }),
    );
    await world.drain();
    expect(await stateOf(broken)).toMatchObject({ state: "quarantined" });
    expect(await stateOf(good)).toMatchObject({ state: "recorded" });
  });

  it("refuses to change or delete an event", async () => {
    await expect(world.db.update(event).set({ note: "edited" })).rejects.toMatchObject({
      cause: { message: expect.stringContaining("append-only") },
    });
    await expect(world.db.delete(event)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("append-only") },
    });
  });

  it("keeps counts equal to what a scan counts", async () => {
    const kept = await world.db.execute(
      sql`select key, sum(count)::int as n from ${shipmentCount} group by key having sum(count) <> 0 order by key collate "C"`,
    );
    const scanned = await world.db.execute(sql`
      select key, count(*)::int as n from shipment_state cross join lateral
        (values ('all'), ('attention:' || attention_kind), ('stage:' || stage), (case when open then 'open' end)) as k(key)
      where key is not null group by key order by key collate "C"`);
    expect(kept.rows).toEqual(scanned.rows);
  });

  it("comes back to the same states when every projection is dropped and rebuilt", async () => {
    const rebuilt = await rebuildProjections(world.deps, null, () => undefined);
    expect(rebuilt.shipments).toBe(2);
    expect(rebuilt.after).toBe(rebuilt.before);
  });
});

import { gzipSync } from "node:zlib";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { selectMessage } from "@/db/queries/messages/select-message";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { storeMessages } from "@/lib/usecases/inbox/store-messages";
import { type InboxFixture, inboxFixture } from "@/lib/usecases/inbox/testing/inbox-fixture";
import { acceptMessage } from "@/lib/usecases/messages/accept-message";
import { applyToMessages } from "@/lib/usecases/messages/apply-to-messages";
import { attachMessage } from "@/lib/usecases/messages/attach-message";
import { ignoreMessage } from "@/lib/usecases/messages/ignore-message";
import { planMessages } from "@/lib/usecases/messages/plan-messages";
import { replayMessage } from "@/lib/usecases/messages/replay-message";
import { runReprocess, runShard, SHARDS } from "@/lib/usecases/pipeline/run-pipeline";
import { voidEvent } from "@/lib/usecases/shipments/void-event";
import { compareCopies } from "./compare-copies";
import { downloadMessage } from "./download-message";
import { findAttachable } from "./find-attachable";
import { messageContent } from "./message-content";
import { messagePage } from "./message-page";
import { rawMessage } from "./raw-message";

let fixture: InboxFixture;
let connectionId: string;
beforeAll(async () => {
  fixture = await inboxFixture();
  ({ id: connectionId } = await fixture.addConnection({ dialect: "x12", carrierScac: "TSTC" }));
  await receive(tender("LD1001", "PO-77"));
  await receive(tender("LD1002", "PO-77"));
});
afterAll(() => fixture.close());

const as = (role: Role, companyId = fixture.companyId): Context => ({
  db: fixture.db,
  actor: { kind: "user", id: uuidv7(), companyId, role, name: `Person ${role}`, email: "p@example.test" },
  now: () => new Date(),
});

let control = 0;
function x12(group: string, set: string, body: readonly string[]): string {
  control += 1;
  const number = String(control).padStart(9, "0");
  const segments = [
    `ISA*00*          *00*          *02*TSTC           *ZZ*MILEPOST       *260310*0915*U*00401*${number}*0*P*>`,
    `GS*${group}*TSTC*MILEPOST*20260310*0915*${control}*X*004010`,
    `ST*${set}*0001`,
    ...body,
    `SE*${body.length + 2}*0001`,
    `GE*1*${control}`,
    `IEA*1*${number}`,
  ];
  return `${segments.join("~\n")}~\n`;
}
const tender = (load: string, order: string) =>
  x12("SM", "204", [
    `B2**TSTC**${load}**PP`,
    "B2A*00",
    `L11*${order}*PO`,
    "S5*1*LD",
    "G62*37*20260311*I*0800",
  ]);
const status = (head: string, more: readonly string[] = []) =>
  x12("QM", "214", [head, ...more, "LX*1", "AT7*AF*NS***20260311*0905*LT", "MS1*DIJON**FR"]);

/** Stores a message and lets the pipeline read it. */
async function receive(text: string | Buffer, more: { deliveryKey?: string; contentEncoding?: string } = {}) {
  const message = { connectionId, body: Buffer.from(text as string), transport: "http", ...more } as const;
  const [stored] = await storeMessages(fixture.db, fixture.companyId, [message], new Date());
  await runPipeline();
  return stored?.messageId ?? "";
}

async function runPipeline(): Promise<void> {
  const deps = { db: fixture.db, now: () => new Date() };
  for (const shard of SHARDS) while ((await runShard(deps, shard)).messages > 0);
  while ((await runReprocess(deps)).messages > 0);
}

describe("the page of a message", () => {
  it("tells candidates apart by what each carries, and a choice puts its events on one timeline", async () => {
    const id = await receive(status("B10***TSTC", ["L11*PO-77*PO"]));
    const page = await messagePage(as("customer_service"), id);
    expect(page.outcome).toMatchObject({ state: "ambiguous", next: "" });
    expect(page.references.map(({ type, value }) => `${type} ${value}`)).toContain("purchase_order PO-77");
    const place = page.references.findIndex(({ type }) => type === "purchase_order");
    expect(page.candidates.map(({ carries }) => carries[place])).toEqual([true, true]);
    expect(page.open).toMatchObject([{ milestone: "picked_up", at: "segment 7" }]);

    const shipment = page.candidates[0]?.shipment;
    await attachMessage(as("dispatcher"), {
      messageId: id,
      version: page.outcome?.version ?? 0,
      shipmentIds: [shipment?.id ?? ""],
    });
    expect((await messagePage(as("lead"), id)).queued).toMatchObject({ cause: "attach" });
    await runPipeline();
    const after = await messagePage(as("lead"), id);
    expect(after).toMatchObject({
      outcome: { state: "recorded" },
      queued: null,
      open: [],
      decision: { kind: "attach", decidedBy: "Person dispatcher" },
      events: [{ shipment: { number: shipment?.number }, matchReason: "chosen by Person dispatcher" }],
    });
  });

  it("refuses one choice for a message that speaks of several things", async () => {
    const body = (pro: string) => [`B10*${pro}**TSTC`, "LX*1", "AT7*AF*NS***20260311*0905*LT"];
    const both = x12("QM", "214", [...body("700001"), "SE*5*0001", "ST*214*0002", ...body("700002")]);
    const id = await receive(both);
    const page = await messagePage(as("dispatcher"), id);
    expect([page.outcome?.state, page.subjectCount]).toEqual(["unmatched", 2]);
    const [shipment] = await findAttachable(as("dispatcher"), "LD 1001");
    const choice = { messageId: id, version: page.outcome?.version ?? 0, shipmentIds: [shipment?.id ?? ""] };
    await expect(attachMessage(as("dispatcher"), choice)).rejects.toMatchObject({ code: "invalid" });
  });

  it("can't be ignored away while part of it is on a timeline, until that is taken back", async () => {
    const body = (pro: string, load: string) => [
      `B10*${pro}*${load}*TSTC`,
      "LX*1",
      "AT7*AF*NS***20260312*1005*LT",
    ];
    const known = body("710001", "LD1001");
    const id = await receive(
      x12("QM", "214", [...known, "SE*5*0001", "ST*214*0002", ...body("710002", "LD9")]),
    );
    const page = await messagePage(as("lead"), id);
    expect(page).toMatchObject({ outcome: { state: "unmatched" }, onTimelineCount: 1 });
    const version = page.outcome?.version ?? 0;
    const word = { messageId: id, version, reason: "not ours" };
    await expect(ignoreMessage(as("lead"), word)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^1 event of this message is on the timeline.* Take them back/),
    });
    const plan = await planMessages(as("lead"), { kind: "ignore", ids: [id] });
    expect(plan).toMatchObject({
      items: [],
      leftOut: [{ count: 1, why: expect.stringContaining("on the timeline") }],
    });
    const crafted = { kind: "ignore" as const, items: [{ id, version }], reason: "not ours" };
    expect((await applyToMessages(as("lead"), crafted)).done).toBe(0);

    const [given] = page.events;
    await voidEvent(as("dispatcher"), {
      shipmentNumber: given?.shipment.number ?? "",
      requestId: uuidv7(),
      eventId: given?.id ?? "",
      reason: "Another load",
    });
    await runPipeline();
    expect((await messagePage(as("lead"), id)).onTimelineCount).toBe(0);
    await expect(ignoreMessage(as("lead"), word)).resolves.toMatchObject({ repeated: false });
  });

  it("shows where a conflicting copy differs, and reads it once it is accepted", async () => {
    const first = status("B10*555002*LD1001*TSTC");
    const firstId = await receive(first, { deliveryKey: "d-1" });
    const id = await receive(first.replace("AT7*AF", "AT7*X3"), { deliveryKey: "d-1" });
    const page = await messagePage(as("lead"), id);
    expect(page).toMatchObject({ outcome: { state: "conflict" }, conflictWith: { id: firstId } });
    const comparison = await compareCopies(as("lead"), { firstId, thisId: id });
    expect(comparison).toMatchObject({
      onlyFirst: [{ number: 6, text: "AT7*AF*NS***20260311*0905*LT" }],
      onlyThis: [{ number: 6, text: "AT7*X3*NS***20260311*0905*LT" }],
    });
    const word = { messageId: id, version: page.outcome?.version ?? 0, reason: "corrected copy" };
    await acceptMessage(as("lead"), word);
    await runPipeline();
    expect((await messagePage(as("lead"), id)).outcome?.state).toBe("recorded");
  });

  it("is shown without being read again where its bytes unpack to more than a page can read", async () => {
    const padding = Array.from({ length: 40_000 }, (_, line) => `K1*${"X".repeat(60)}${line % 10}`);
    const packed = gzipSync(status("B10*555005*LD1001*TSTC", padding));
    expect(packed.byteLength).toBeLessThan(100_000);
    const page = await messagePage(as("lead"), await receive(packed, { contentEncoding: "gzip" }));
    expect([page.open, page.outcome === null]).toEqual([null, false]);
  });

  it("is not read from its bytes each time somebody looks, but again once it has run", async () => {
    const id = await receive(status("B10*555006*LD1001*TSTC"));
    const looks = async () => {
      const stored = await selectMessage(fixture.db, fixture.companyId, id);
      return stored && messageContent(as("lead"), stored);
    };
    const first = await looks();
    expect(first?.statements).toHaveLength(1);
    expect(await looks()).toBe(first);
    await replayMessage(as("it"), { messageId: id, version: 1 });
    await runPipeline();
    expect(await looks()).not.toBe(first);
  });

  it("is nobody else's, and no address but an id finds one", async () => {
    const id = await receive(status("B10*555003*LD1001*TSTC"));
    await expect(messagePage(as("admin", 999), id)).rejects.toMatchObject({ code: "not_found" });
    await expect(messagePage(as("admin"), "not-an-id")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the bytes of a message", () => {
  it("are refused to customer service, and to other companies", async () => {
    const id = await receive(status("B10*555004*LD1001*TSTC"));
    const customerService = as("customer_service");
    await expect(rawMessage(customerService, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(downloadMessage(customerService, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rawMessage(as("admin", 999), id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("open at the place an event came from, however far down, and go on from there", async () => {
    const loops = Array.from({ length: 5_000 }, (_, loop) => [
      `LX*${loop + 1}`,
      "AT7*X6*NS***20260311*0905*LT",
    ]);
    const id = await receive(x12("QM", "214", ["B10*555005*LD1001*TSTC", ...loops.flat()]));
    const view = await rawMessage(as("it"), id, "segment 9000");
    expect(view).toMatchObject({ language: "x12", total: 10_007, marked: { from: 8_999, to: 8_999 } });
    expect(view.from).toBeGreaterThan(8_000);
    const end = view.from + view.content.lines.length;
    const rest = await rawMessage(as("it"), id, undefined, { from: end });
    expect(rest.from).toBe(Math.min(end, view.total - 1));
  });

  it("are shown inflated and downloaded as they came", async () => {
    const packed = gzipSync(status("B10*555006*LD1001*TSTC"));
    const id = await receive(packed, { contentEncoding: "gzip" });
    expect(await rawMessage(as("it"), id)).toMatchObject({ language: "x12", compressed: true });
    const { bytes, fileName } = await downloadMessage(as("it"), id);
    expect([bytes.equals(packed), fileName]).toEqual([true, `message-${id}.edi.gz`]);
  });
});

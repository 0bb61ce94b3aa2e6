import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unmappedCode } from "@/db/schema/connection";
import { event } from "@/db/schema/event";
import { shipmentState } from "@/db/schema/shipment";
import type { Context } from "@/lib/usecases/context";
import { type PipelineWorld, pipelineWorld } from "../pipeline/testing/pipeline-world";
import { status, tender } from "../pipeline/testing/x12-text";
import { mapCode } from "./map-code";

describe("mapping a code nobody knew", () => {
  let world: PipelineWorld;
  beforeAll(async () => {
    world = await pipelineWorld();
  });
  afterAll(() => world.close());

  it("reads the messages that used it again, and the shipment moves on", async () => {
    const connectionId = await world.addConnection();
    const when = "20261118*1100";
    await world.receive(connectionId, tender("L1"), status("L1", "AF", "20261118*0930"));
    const [messageId] = await world.receive(connectionId, status("L1", "ZT", when, { control: 8 }));
    await world.drain();
    const queued = await world.db.select().from(unmappedCode);
    expect(queued).toMatchObject([
      { codeList: "x12-1650", code: "ZT", count: 1, exampleMessageId: messageId },
    ]);

    const ctx: Context = {
      db: world.db,
      actor: {
        kind: "user",
        id: randomUUID(),
        companyId: world.companyId,
        role: "it",
        name: "Ina Test",
        email: "ina@example.test",
      },
      now: () => new Date(),
    };
    const mapped = await mapCode(ctx, {
      connectionId,
      codeList: "x12-1650",
      code: "ZT",
      milestone: "arrived_hub",
      expectedMappingVersion: 0,
    });
    expect(mapped).toEqual({ mappingVersion: 1, messagesAgain: 1, more: false });
    await world.drain();

    const events = await world.db
      .select({ milestone: event.milestone, mappingVersion: event.mappingVersion })
      .from(event)
      .where(and(eq(event.messageId, messageId ?? ""), eq(event.rawCode, "ZT")));
    expect(events.map(({ milestone }) => milestone).sort()).toEqual(["arrived_hub", "unmapped"]);
    expect(new Set(events.map((one) => one.mappingVersion)).size).toBe(2);
    const [state] = await world.db.select({ status: shipmentState.status }).from(shipmentState);
    expect(state?.status).toBe("arrived_hub");
    expect(await world.db.$count(unmappedCode)).toBe(0);
  });
});

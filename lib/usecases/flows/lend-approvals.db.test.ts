import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { appUser, auditLog } from "@/db/schema/access";
import { flowDelegation } from "@/db/schema/flow";
import type { FlowDefinition } from "@/lib/domain/flow/definition";
import { awayPage } from "@/lib/usecases/views/flows/away-page";
import { listApprovals } from "@/lib/usecases/views/flows/list-approvals";
import { decideApproval } from "./decide-approval";
import { askOnce } from "./engine/approval-step";
import type { FlowImplementation } from "./engine/flow-implementation";
import { lendApprovals } from "./lend-approvals";
import { takeBackApprovals } from "./take-back-approvals";
import { type FlowWorld, flowWorld } from "./testing/flow-world";

const DAY_MS = 24 * 3_600_000;
const definition: FlowDefinition = {
  ...{
    name: "return_to_refund",
    version: 1,
    title: "Asks",
    startedBy: "A test",
    approver: "approval.refund",
  },
  steps: [{ name: "ask", title: "Ask", does: "Asks.", kind: "approval", skippable: false }],
};
const asks: FlowImplementation = {
  ...{ definition, payload: z.object({}), startsOn: [] },
  steps: {
    ask: async (step) =>
      askOnce(step, {
        ...{ question: "Pay it?", permission: "approval.refund" as const, requestedById: null },
        ...{ fourEyes: false, amount: null, evidence: [] },
      }) ?? { kind: "next", note: "Yes." },
  },
};

let world: FlowWorld;
beforeAll(async () => {
  world = await flowWorld([asks]);
});
afterAll(() => world.close());

const inDays = (days: number) => new Date(world.clock.now.getTime() + days * DAY_MS).toISOString();
const lending = (toUserId: string, from = 0, until = 7) => ({
  ...{ lendingId: uuidv7(), toUserId, startsAt: inDays(from), endsAt: inDays(until), reason: "On holiday" },
});
const ask = async (businessKey: string) => {
  const id = await world.start(asks, { businessKey });
  await world.work();
  return (await world.openApproval(id)).id;
};

describe("approvals lent while somebody is away", () => {
  it("let the colleague decide from then until then, in their own name and on behalf", async () => {
    const [lead, dispatcher] = [await world.person("lead"), await world.person("dispatcher")];
    const given = lending(dispatcher.actor.id, 1, 3);
    await lendApprovals(lead, given);
    await lendApprovals(lead, given);
    expect(await world.db.select().from(flowDelegation)).toHaveLength(1);
    const approvalId = await ask("R1");
    const decide = () => decideApproval(dispatcher, { decision: "approve", approvalId });
    await expect(decide()).rejects.toMatchObject({ code: "forbidden" });
    expect((await awayPage(dispatcher)).borrowed).toMatchObject([{ person: lead.actor.name, isNow: false }]);

    world.clock.now = new Date(inDays(2));
    const list = await listApprovals(dispatcher, { of: "mine", after: undefined });
    expect(list.rows).toMatchObject([{ id: approvalId, onBehalfOf: lead.actor.name, whyNot: null }]);
    await decide();
    const [line] = await world.db.select().from(auditLog).where(eq(auditLog.action, "flow.approve"));
    expect(line).toMatchObject({ actorName: dispatcher.actor.name, after: { onBehalfOf: lead.actor.name } });

    world.clock.now = new Date(inDays(2));
    expect(await awayPage(lead)).toMatchObject({ lent: [], borrowed: [], mayLend: true });
    const later = await ask("R2");
    await expect(
      decideApproval(dispatcher, { decision: "approve", approvalId: later }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("are taken back before their day by whoever lent them, once, and by nobody else", async () => {
    const [finance, dispatcher] = [await world.person("finance"), await world.person("dispatcher")];
    const given = lending(dispatcher.actor.id);
    await lendApprovals(finance, given);
    const approvalId = await ask("R3");
    const back = { lendingId: given.lendingId };
    await expect(takeBackApprovals(dispatcher, back)).rejects.toMatchObject({ code: "not_found" });
    await takeBackApprovals(finance, back);
    await takeBackApprovals(finance, back);
    await expect(decideApproval(dispatcher, { decision: "approve", approvalId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const lines = await world.db.select().from(auditLog).where(eq(auditLog.subjectId, given.lendingId));
    expect(lines.map(({ action }) => action).sort()).toEqual(["approval.lend", "approval.take_back"]);
  });

  it("are refused where nothing is to lend, to oneself, to who left, or for too long", async () => {
    const [lead, colleague] = [await world.person("lead"), await world.person("dispatcher")];
    const service = await world.person("customer_service");
    await expect(lendApprovals(service, lending(lead.actor.id))).rejects.toMatchObject({ code: "forbidden" });
    const wrong = [
      lending(lead.actor.id),
      lending(uuidv7()),
      lending(colleague.actor.id, 0, 90.5),
      lending(colleague.actor.id, 3, 2),
      lending(colleague.actor.id, -3, -1),
      lending(colleague.actor.id, 400, 401),
    ];
    for (const given of wrong)
      await expect(lendApprovals(lead, given)).rejects.toMatchObject({ code: "invalid" });
    await world.db
      .update(appUser)
      .set({ disabledAt: world.clock.now })
      .where(eq(appUser.id, colleague.actor.id));
    await expect(lendApprovals(lead, lending(colleague.actor.id))).rejects.toMatchObject({ code: "invalid" });
    await lendApprovals(lead, lending(service.actor.id, 0, 90));
    expect((await awayPage(lead)).lent).toHaveLength(1);
  });
});

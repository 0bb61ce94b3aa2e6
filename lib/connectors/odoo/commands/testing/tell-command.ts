import { expect } from "vitest";
import type { CommandKind, CommandPayloads } from "@/lib/domain/command/command";
import { operationKeyOf } from "@/lib/domain/command/operation-key";
import type { CommandHandler, CommandRequest, Finding } from "../handler";
import { COMMAND_HANDLERS } from "../handlers";
import type { CommandWorld } from "./command-world";

const TODAY = "2026-11-20";

export function requestOf<K extends CommandKind>(
  world: CommandWorld,
  kind: K,
  payload: Omit<CommandPayloads[K], "companyId">,
  key: readonly string[],
): CommandRequest<K> {
  return {
    kind,
    operationKey: operationKeyOf(kind, [...key, world.run, ...(key.length < 2 ? ["x"] : [])].slice(0, 4)),
    payload: { ...payload, companyId: world.companyId } as CommandPayloads[K],
    today: TODAY,
    baseline: null,
  };
}

const handlerOf = <K extends CommandKind>(request: CommandRequest<K>) =>
  COMMAND_HANDLERS[request.kind] as CommandHandler<K>;

export function lookUp<K extends CommandKind>(
  world: CommandWorld,
  request: CommandRequest<K>,
): Promise<Finding> {
  return handlerOf(request).lookUp(world.client, request);
}

/** The request as it is after the first send. */
export function sentAs<K extends CommandKind>(request: CommandRequest<K>, plan: unknown): CommandRequest<K> {
  return { ...request, baseline: request.baseline ?? handlerOf(request).baselineOf?.(plan) ?? null };
}

/** Looks up, plans and sends once. */
export async function tell<K extends CommandKind>(
  world: CommandWorld,
  request: CommandRequest<K>,
): Promise<Finding> {
  const handler = handlerOf(request);
  const plan = await handler.plan(world.client, request, await lookUp(world, request));
  await handler.send(world.client, plan);
  return lookUp(world, sentAs(request, plan));
}

/** The request leaves twice at the same moment and once more later; afterwards Odoo shows one effect. */
export async function tellTwice<K extends CommandKind>(world: CommandWorld, request: CommandRequest<K>) {
  const handler = handlerOf(request);
  expect((await lookUp(world, request)).state).toBe("absent");
  const plan = await handler.plan(world.client, request, { state: "absent" });
  const sent = await Promise.allSettled([handler.send(world.client, plan), handler.send(world.client, plan)]);
  const refusals = sent.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(refusals.length, String(refusals)).toBeLessThan(2);
  const sentRequest = sentAs(request, plan);
  const found = await lookUp(world, sentRequest);
  if (found.state !== "done") throw new Error(`not done: ${JSON.stringify(found)} ${String(refusals)}`);
  await handler.send(world.client, plan).catch(() => undefined);
  const after = await lookUp(world, sentRequest);
  expect(after).toEqual(found);
  return found.result;
}

import type { ToldException } from "../notice";
import type { Receiver } from "../subscription";

/** An exception as the tests want it. */
export function toldException(given: Partial<ToldException> & { readonly id: string }): ToldException {
  return {
    kind: "late_delivery",
    state: "open",
    severity: "high",
    label: `SHP-${given.id}`,
    summary: "Due 14:00, not there.",
    customer: "Keller AG",
    carrier: null,
    connectionId: null,
    connectionName: null,
    groupId: null,
    groupTitle: null,
    assigneeId: null,
    round: 0,
    changedAt: 0,
    ...given,
  };
}

/** Everything, at once, by mail. */
export function receiver(
  given: Partial<Omit<Receiver, "rule">> & { readonly rule?: Partial<Receiver["rule"]> } = {},
): Receiver {
  const { rule, ...rest } = given;
  return {
    key: "email:ada@example.test",
    subscriptionId: "s1",
    userId: "ada",
    channel: "email",
    address: "ada@example.test",
    ...rest,
    rule: {
      kinds: [],
      minSeverity: "low",
      customers: [],
      carriers: [],
      reach: "all",
      digestMinutes: null,
      quiet: null,
      zone: "UTC",
      ...rule,
    },
  };
}

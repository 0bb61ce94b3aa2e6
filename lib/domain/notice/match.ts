import { SEVERITIES } from "../exception/exception";
import { EXCEPTION_RULES } from "../exception/kinds";
import { HOUR_MS } from "../time/instant";
import type { ToldException } from "./notice";
import type { Receiver } from "./subscription";

/** Being worked on by somebody who put it away, or over, is nothing to call people for. */
const STANDS = new Set<ToldException["state"]>(["open", "acknowledged"]);

export const isStanding = (exception: Pick<ToldException, "state">): boolean => STANDS.has(exception.state);

/** Over for those who were told: resolved by itself or by a person, or set aside for good reason. */
export const isOver = ({ state }: Pick<ToldException, "state">): boolean =>
  state === "resolved" || state === "ignored";

/** True when this receiver asked to be told of such an exception. */
export function wants({ rule, userId }: Receiver, exception: ToldException): boolean {
  if (!isStanding(exception)) return false;
  if (rule.kinds.length > 0 && !rule.kinds.includes(exception.kind)) return false;
  if (SEVERITIES.indexOf(exception.severity) > SEVERITIES.indexOf(rule.minSeverity)) return false;
  if (!isNamed(rule.customers, exception.customer)) return false;
  if (!isNamed(rule.carriers, exception.carrier)) return false;
  return rule.reach === "all" || (userId !== null && exception.assigneeId === userId);
}

function isNamed(names: readonly string[], name: string | null): boolean {
  return names.length === 0 || (name !== null && names.includes(name));
}

interface Cause {
  readonly key: string;
  /** "RDWY: late delivery"; what one message is about. */
  readonly label: string;
  /** How long others of the cause join the same message. */
  readonly joinMs: number;
}

/**
 * What is behind an exception as far as a message goes: the group of failures, the connection, the carrier with its kind, or the thing itself.
 * One broken connection or carrier is then one message.
 */
export function causeOf(exception: ToldException): Cause {
  const { kind, carrier, connectionId, groupId, label } = exception;
  const what = EXCEPTION_RULES[kind].label.toLowerCase();
  if (groupId)
    return {
      key: `group:${groupId}`,
      label: named(exception.connectionName, exception.groupTitle ?? what),
      joinMs: 12 * HOUR_MS,
    };
  if (connectionId)
    return {
      key: `connection:${connectionId}:${kind}`,
      label: named(exception.connectionName, what),
      joinMs: 12 * HOUR_MS,
    };
  if (carrier) return { key: `carrier:${carrier}:${kind}`, label: named(carrier, what), joinMs: HOUR_MS };
  return { key: `one:${exception.id}`, label: named(label, what), joinMs: HOUR_MS };
}

const named = (who: string | null, what: string): string => (who ? `${who}: ${what}` : what);

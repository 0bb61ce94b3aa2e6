import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/instant";
import { type Random, streamOf } from "../random";
import { PARCELS, TMS, WAREHOUSE } from "../world/carriers";
import type { OutgoingMessage, WorldSettings } from "./outgoing";

const REPEATED = 0.01;
const RESENT = 0.01;
const LATE = 0.03;
const BROKEN = 0.003;
const CONFLICT = 0.001;
/** One carrier's line was down for a while and delivered everything at once afterwards. */
const OUTAGE = { source: "ironwood", beforeAnchorMs: 6 * DAY_MS, lengthMs: 3 * HOUR_MS } as const;
const GARBAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>\n";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The message as it really arrives: once, twice, late, broken first; `again` writes it anew under the next control number. */
export function deliveries(
  message: OutgoingMessage,
  world: WorldSettings,
  again: () => OutgoingMessage,
): OutgoingMessage[] {
  const random = streamOf(world.seed, "delivery", message.key);
  const held = heldBack(message, world);
  if (held) return [held];
  const at = random.next();
  const delayed = (minutes: number) => message.receivedAt + Math.round(minutes * MINUTE_MS);
  if (at < BROKEN) {
    const good = { ...again(), receivedAt: delayed(random.between(4, 30)) };
    return [broken(message, random), good];
  }
  if (at < BROKEN + CONFLICT) return [message, ...conflicting(message, delayed(random.between(2, 40)))];
  if (at < BROKEN + CONFLICT + LATE) return [late(message, random)];
  if (at < BROKEN + CONFLICT + LATE + REPEATED) {
    return [message, { ...message, trouble: "repeat", receivedAt: delayed(random.between(0.5, 20)) }];
  }
  const isResent = at < BROKEN + CONFLICT + LATE + REPEATED + RESENT && message.source !== PARCELS;
  if (!isResent) return [message];
  return [message, { ...again(), trouble: "resent", receivedAt: delayed(random.between(1, 90)) }];
}

/** A tender that comes minutes late is overtaken by its answer; statuses lie about for hours. */
function late(message: OutgoingMessage, random: Random): OutgoingMessage {
  const minutes = message.source === TMS ? random.between(6, 90) : random.between(10, 300);
  return {
    ...message,
    trouble: message.trouble ?? "late",
    receivedAt: Math.round(message.receivedAt + minutes * MINUTE_MS),
  };
}

function heldBack(message: OutgoingMessage, world: WorldSettings): OutgoingMessage | null {
  const from = world.anchorAt - OUTAGE.beforeAnchorMs;
  const until = from + OUTAGE.lengthMs;
  const { receivedAt, source } = message;
  if (source !== OUTAGE.source || receivedAt < from || receivedAt > until) return null;
  // Queues drain in order.
  const position = (receivedAt - from) / OUTAGE.lengthMs;
  return { ...message, trouble: "late", receivedAt: Math.round(until + position * 3 * MINUTE_MS) };
}

function broken(message: OutgoingMessage, random: Random): OutgoingMessage {
  const text = decoder.decode(message.body);
  const kind = random.pick(["truncated", "truncated", "miscounted", "garbage"] as const);
  const isX12 = message.source !== PARCELS && message.source !== WAREHOUSE;
  if (kind === "miscounted" && isX12) {
    const miscounted = text.replace(
      /(SE.)(\d+)/,
      (_, tag: string, count: string) => tag + (Number(count) + 3),
    );
    return { ...message, trouble: "miscounted", body: encoder.encode(miscounted) };
  }
  if (kind === "garbage") return { ...message, trouble: "garbage", body: encoder.encode(GARBAGE) };
  const cut = text.slice(0, Math.floor(text.length * random.between(0.35, 0.8)));
  return { ...message, trouble: "truncated", body: encoder.encode(cut) };
}

/** The same delivery key, other bytes: a sender that reuses its numbers after a restart. */
function conflicting(message: OutgoingMessage, receivedAt: number): OutgoingMessage[] {
  if (message.deliveryKey === null || message.source === TMS) return [];
  const text = decoder.decode(message.body);
  const changed = text.replace(
    /(AT7.{0,24}?\d{8}.)(\d{2})(\d{2})/,
    (_, head: string, hour: string, minute: string) => {
      return `${head}${hour}${minute === "59" ? "00" : "59"}`;
    },
  );
  if (changed === text) return [];
  return [{ ...message, trouble: "conflict", body: encoder.encode(changed), receivedAt }];
}

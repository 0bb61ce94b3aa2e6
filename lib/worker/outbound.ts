import { type OutboundDeps, sendOutbound } from "@/lib/usecases/outbound/send-outbound";
import type { Loop } from "./loop";

const IDLE_MS = 500;

/** Sends what partners and customers are to get. */
export function outboundLoop(deps: OutboundDeps): Loop {
  return { name: "outbound", idleMs: IDLE_MS, round: () => sendOutbound(deps) };
}

import { setTimeout as sleep } from "node:timers/promises";
import { HOUR_MS } from "@/lib/domain/time/instant";
import type { Deliver } from "../live/deliver";
import type { Office } from "./play-odoo";
import { OdooAway } from "./session";
import { stockCount } from "./stock-count";

const EVERY_MS = 3 * HOUR_MS;
const RETRY_MS = 10_000;

/** The warehouse exports its count now and a few times a day, until asked to stop. */
export async function sendCounts(office: Office, deliver: Deliver, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const isSent = await sendCount(office, deliver);
    await sleep(isSent ? EVERY_MS : RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** All of the stock, or what just moved. @returns false when Odoo or Milepost did not answer. */
export async function sendCount(
  office: Office,
  deliver: Deliver,
  only?: ReadonlySet<string>,
): Promise<boolean> {
  try {
    const now = new Date();
    const outcome = await deliver(await stockCount(office, now.getTime(), only), now);
    return outcome.kind !== "later";
  } catch (error) {
    if (error instanceof OdooAway) return false;
    throw error;
  }
}

import type { Database } from "@/db/client";
import {
  type ClaimedOutbound,
  claimOutbound,
  type Lane,
  selectDueLanes,
} from "@/db/queries/outbound/claim-outbound";
import { releaseOutbound } from "@/db/queries/outbound/settle-outbound";
import { inTransaction } from "@/db/transaction";
import { errorFields, log } from "@/lib/log";
import { sendOne } from "./send-one";
import type { WaySettings } from "./ways-out";

/** Longer than a round of one lane may take. */
const LEASE_MS = 60_000;
const ROUND = 25;
/** After this nothing new of a round is begun: a look-up and a post may take ten seconds each. */
const ROUND_MS = 30_000;

export interface OutboundDeps extends WaySettings {
  readonly db: Database;
  /** From 0 to 1; only tests give their own. */
  readonly chance?: () => number;
  /** For tests: reached at each named step; one that never returns is a worker that died there. */
  readonly onStep?: (step: "prepared" | "begun" | "delivered", id: string) => Promise<void>;
}

/**
 * Sends what is due: each partner's in order, partners beside one another. A receiver that is away is left alone by its breaker, and nothing of its queue is
 * given up meanwhile. @returns true when there may be more.
 */
export async function sendOutbound(deps: OutboundDeps): Promise<boolean> {
  const lanes = await selectDueLanes(deps.db, deps.now());
  const sent = await Promise.all(
    lanes.map((lane) =>
      sendLane(deps, lane).catch((error: unknown) => {
        log("error", "outbound messages could not be sent, trying again", {
          connection: lane.slug,
          ...errorFields(error),
        });
        return false;
      }),
    ),
  );
  return sent.includes(true);
}

/** @returns whether something got through. */
async function sendLane(deps: OutboundDeps, lane: Lane): Promise<boolean> {
  const now = deps.now();
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  const claimed = await inTransaction(deps.db, (tx) =>
    claimOutbound(tx, { lane, now, leasedUntil, limit: ROUND }),
  );
  const left: ClaimedOutbound[] = [...claimed];
  try {
    for (let message = left.shift(); message; message = left.shift()) {
      if (deps.now().getTime() - now.getTime() > ROUND_MS) {
        left.unshift(message);
        break;
      }
      // What failed for the receiver's sake keeps its place: the others wait behind it.
      if ((await sendOne(deps, lane, message)) === "stop") return false;
    }
  } finally {
    await releaseOutbound(deps.db, left, deps.now());
  }
  return claimed.length > 0;
}

import { type BillingDeps, keepToday, keepUnbilled } from "@/lib/usecases/billing/keep-unbilled";
import type { Loop } from "./loop";

const MINUTE_MS = 60_000;

/** Keeps what is delivered and not billed as the mirror and the timeline change, and once a minute the line of today in its trend. */
export function billingLoop(deps: BillingDeps): Loop {
  let keptAt = 0;
  return {
    name: "unbilled",
    idleMs: 1_000,
    round: async () => {
      const looked = await keepUnbilled(deps);
      if (deps.now().getTime() - keptAt >= MINUTE_MS) {
        keptAt = deps.now().getTime();
        await keepToday(deps);
      }
      return looked > 0;
    },
  };
}

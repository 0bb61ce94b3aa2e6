import { LANES } from "@/lib/domain/notice/subscription";
import { log } from "@/lib/log";
import { gatherCustomerNotices } from "@/lib/usecases/notices/customer-notices";
import { gatherNotices } from "@/lib/usecases/notices/gather-notices";
import { type SendDeps, sendNotices } from "@/lib/usecases/notices/send-notices";
import type { Loop } from "./loop";

const GATHER_IDLE_MS = 1_000;
const SEND_IDLE_MS = 500;

/** Puts what happened into the outbox, and sends what is due from it. */
export function noticeLoops(deps: SendDeps): readonly Loop[] {
  return [
    {
      name: "tell",
      idleMs: GATHER_IDLE_MS,
      round: async () => {
        const more = await gatherNotices(deps);
        return (await gatherCustomerNotices(deps)) || more;
      },
    },
    ...LANES.map((lane) => ({
      name: `send ${lane}`,
      idleMs: SEND_IDLE_MS,
      round: () => sendNotices(deps, [lane]),
    })),
  ];
}

/** Said once at start, so that nobody waits for mails that can't come. */
export function sayWhetherMailGoesOut(hasMailer: boolean): void {
  if (!hasMailer) log("info", "e-mail is not set up (SMTP_URL, SMTP_FROM): notices by mail fail visibly");
}

import type { BoundedCount } from "@/lib/contracts/messages/message-list";

const MOST = 1_000;
/** One more than is ever shown, to know that there is more. */
export const COUNT_LIMIT = MOST + 1;

export function boundedCount(found: number): BoundedCount {
  return { count: Math.min(found, MOST), more: found > MOST };
}

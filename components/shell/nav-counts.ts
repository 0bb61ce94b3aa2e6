import type { BoundedCount } from "@/lib/contracts/messages/message-list";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import type { NavCounts, NavKey } from "./nav";

/** The rail's numbers as they are written: thousands apart, "1,000+" where counting stopped, nothing for none that waits. */
export function navCountTexts({ openShipments, waitingMessages, waitingCommands }: NavCountsDto): NavCounts {
  return {
    ...(openShipments ? { shipments: { text: numberText(openShipments) } } : {}),
    ...waiting("messages", waitingMessages),
    ...waiting("commands", waitingCommands),
  };
}

function waiting(key: NavKey, found: BoundedCount | null): NavCounts {
  if (!found || found.count === 0) return {};
  const text = `${numberText(found.count)}${found.more ? "+" : ""}`;
  return { [key]: { text, hot: true, means: "wait for a person" } };
}

function numberText(count: number): string {
  return count.toLocaleString("en-GB");
}

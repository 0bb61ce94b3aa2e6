import type { BoundedCount } from "@/lib/contracts/messages/message-list";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import type { NavCount, NavCounts, NavKey } from "./nav";

/** The rail's numbers as they are written: thousands apart, "1,000+" where counting stopped, nothing for none that waits. */
export function navCountTexts({
  openShipments,
  openExceptions,
  pressingClocks,
  waitingMessages,
  waitingCommands,
  waitingApprovals,
}: NavCountsDto): NavCounts {
  return {
    ...(openShipments ? { shipments: { text: numberText(openShipments) } } : {}),
    ...(openExceptions ? { exceptions: { text: numberText(openExceptions), hot: true, means: "open" } } : {}),
    ...counted("clocks", pressingClocks, { means: "broken or at risk" }),
    ...counted("messages", waitingMessages, WAITS),
    ...counted("commands", waitingCommands, WAITS),
    ...counted("approvals", waitingApprovals, { hot: true, means: "wait for your yes" }),
  };
}

const WAITS = { hot: true, means: "wait for a person" };

function counted(key: NavKey, found: BoundedCount | null, how: Omit<NavCount, "text">): NavCounts {
  if (!found || found.count === 0) return {};
  const text = `${numberText(found.count)}${found.more ? "+" : ""}`;
  return { [key]: { text, ...how } };
}

function numberText(count: number): string {
  return count.toLocaleString("en-GB");
}

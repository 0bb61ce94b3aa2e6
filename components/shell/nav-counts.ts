import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import type { NavCounts } from "./nav";

/** The rail's numbers as they are written: thousands apart, "1,000+" where counting stopped, nothing for none that waits. */
export function navCountTexts({ openShipments, waitingMessages }: NavCountsDto): NavCounts {
  return {
    ...(openShipments ? { shipments: { text: numberText(openShipments) } } : {}),
    ...(waitingMessages && waitingMessages.count > 0
      ? {
          messages: {
            text: `${numberText(waitingMessages.count)}${waitingMessages.more ? "+" : ""}`,
            hot: true,
            means: "wait for a person",
          },
        }
      : {}),
  };
}

function numberText(count: number): string {
  return count.toLocaleString("en-GB");
}

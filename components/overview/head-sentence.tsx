import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { clocksHref } from "@/lib/contracts/clocks/clock-query";
import { exceptionsHref } from "@/lib/contracts/exceptions/exception-query";
import type { OverviewPage } from "@/lib/contracts/overview/overview-page";
import { boardHref, readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { numberText } from "./figure-text";

const HOUR_MINUTES = 60;
const SILENT = exceptionsHref({ tab: "open", kind: "connection_silent" });

/** "41 shipments need action. 3 promises run out in the next hour. RDWY has been silent for 52 min." */
export function HeadSentence({ page }: { readonly page: OverviewPage }) {
  const { action, promisesNextHour: due, silent, query } = page;
  const { customer, carrier } = query;
  const plus = action.cappedAt !== null && action.needsAction >= action.cappedAt ? "+" : "";
  return (
    <>
      <Link href={boardHref(readBoardQuery({ customer, carrier }))} className="hover:text-accent">
        {action.needsAction === 0
          ? "No shipment needs action."
          : `${numberText(action.needsAction)}${plus} ${action.needsAction === 1 ? "shipment needs" : "shipments need"} action.`}
      </Link>{" "}
      <Link href={clocksHref({ customer, carrier, within: HOUR_MINUTES })} className="hover:text-accent">
        {`${due.count === 0 ? "No promise runs" : `${numberText(due.count)}${due.more ? "+" : ""} ${due.count === 1 ? "promise runs" : "promises run"}`} out in the next hour.`}
      </Link>
      {silent.map(({ label, sinceAt }) => (
        <span key={label}>
          {" "}
          <Link href={SILENT} className="hover:text-accent">
            {`${label} has been silent for `}
            <RelativeTime at={sinceAt} form="age" />.
          </Link>
        </span>
      ))}
    </>
  );
}

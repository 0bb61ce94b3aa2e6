import type { Instant } from "@/lib/domain/time/instant";
import type { Telling } from "../truth";
import { type Segment, writeInterchange } from "./x12-envelope";
import { invoiceSet } from "./x12-invoice";
import { statusSet } from "./x12-status";
import { replySet, tenderSet } from "./x12-tender";

/** Set and functional group of each kind of telling. Tellings of different groups can't share an interchange of ours. */
const DOCUMENT = {
  tender: ["204", "SM"],
  reply: ["990", "GF"],
  status: ["214", "QM"],
  invoice: ["210", "IM"],
} as const;

/** What X12 partners send for tellings of one kind and source, in one interchange. */
export function writeX12(tellings: readonly Telling[], controlNumber: number, sentAt: Instant): string {
  const [first] = tellings;
  if (!first || first.kind === "tracker") throw new RangeError("nothing that X12 has a set for");
  const [type, functionalId] = DOCUMENT[first.kind];
  const sets = tellings.map(bodyOf);
  return writeInterchange({ source: first.source, type, functionalId, controlNumber, sentAt, sets });
}

function bodyOf(telling: Telling): Segment[] {
  switch (telling.kind) {
    case "tender":
      return tenderSet(telling);
    case "reply":
      return replySet(telling);
    case "status":
      return statusSet(telling);
    case "invoice":
      return invoiceSet(telling);
    case "tracker":
      throw new RangeError("a tracker is no X12 document");
  }
}

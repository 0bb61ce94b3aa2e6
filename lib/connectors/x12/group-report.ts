import type { GroupReport } from "@/lib/domain/message/parsed-message";
import type { Group, Interchange } from "./transaction-set";

type SetVerdict = GroupReport["sets"][number];

/** Element 718 codes we find. Source: ASC X12 element 718 (AK5-02): transaction set syntax error code. */
export const SET_ERROR = {
  trailerMissing: "2",
  controlNumberMismatch: "3",
  segmentCountMismatch: "4",
  segmentsInError: "5",
  controlNumberInvalid: "7",
} as const;

/** Element 716 codes we find. Source: ASC X12 element 716 (AK9-05): functional group syntax error code. */
export const GROUP_ERROR = {
  trailerMissing: "3",
  controlNumberMismatch: "4",
  setCountMismatch: "5",
} as const;

/** Shared: a group of a large file has hundreds of thousands of sets without errors. */
const NO_ERRORS: readonly string[] = [];

/**
 * Verdict on one set. What was read in spite of errors is accepted with errors (E), so that the partner knows and does not send
 * it again; what was not read is rejected (R).
 */
export function verdictOf(
  type: string,
  controlNumber: string,
  errors: readonly string[],
  isReadable: boolean,
): SetVerdict {
  if (errors.length === 0 && isReadable) return { type, controlNumber, verdict: "A", errors: NO_ERRORS };
  return { type, controlNumber, verdict: isReadable ? "E" : "R", errors };
}

/** The report of one group, ready for a 997. Without an ISA its ids are empty and nothing can be sent back. */
export function groupReportOf(
  group: Group,
  interchange: Interchange | null,
  sets: readonly SetVerdict[],
  declaredSets: number | null,
  errors: readonly string[],
): GroupReport {
  return {
    functionalId: group.functionalId,
    controlNumber: group.controlNumber,
    version: group.version,
    sender: interchange?.sender ?? "",
    senderQualifier: interchange?.senderQualifier ?? "",
    receiver: interchange?.receiver ?? "",
    receiverQualifier: interchange?.receiverQualifier ?? "",
    applicationSender: group.sender,
    applicationReceiver: group.receiver,
    usage: interchange?.usage ?? "P",
    declaredSets,
    receivedSets: sets.length,
    sets,
    errors,
  };
}

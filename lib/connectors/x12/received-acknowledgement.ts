import type { Reference } from "@/lib/domain/reference/reference";
import type { SetReading, SetScope } from "./set-scope";
import { element } from "./transaction-set";

/** Verdicts that are not a plain yes. Source: ASC X12 elements 717 (AK5-01, IK5-01) and 715 (AK9-01). */
const REFUSALS: Readonly<Record<string, string>> = {
  E: "accepted with errors",
  M: "rejected, authentication failed",
  P: "partially accepted",
  R: "rejected",
  W: "rejected, assurance failed",
  X: "rejected, content could not be read",
};

/**
 * A functional acknowledgement of what we sent. It is a fact about messages, not about freight: the acknowledged group and sets
 * become references (`997:SM` scopes their control numbers), refusals become problems a person sees.
 *
 * Source: ASC X12 997 and 999: AK1 group, AK2 set, AK5/IK5 verdict on the set, AK9 verdict on the group.
 */
export function readReceivedAcknowledgement(scope: SetScope): SetReading {
  const references: Reference[] = [];
  let functionalId = "";
  let subject = "";
  const refer = (value: string) => {
    if (value !== "") references.push({ type: "other", value, scope: `${scope.set.type}:${functionalId}` });
  };
  scope.segments.forEach((segment, index) => {
    const tag = segment[0];
    if (tag === "AK1") {
      functionalId = element(segment, 1);
      subject = `Group ${functionalId} ${element(segment, 2)}`;
      refer(element(segment, 2));
    } else if (tag === "AK2") {
      subject = `Set ${element(segment, 1)} ${element(segment, 2)}`;
      refer(element(segment, 2));
    } else if (tag === "AK5" || tag === "IK5" || tag === "AK9") {
      const verdict = element(segment, 1);
      const refusal = Object.hasOwn(REFUSALS, verdict) ? REFUSALS[verdict] : undefined;
      if (refusal)
        scope.warn("rejected_by_partner", index, `${tag === "AK9" ? "The group" : subject} was ${refusal}.`);
    }
  });
  const isReadable = scope.indexOf("AK1") !== -1;
  if (!isReadable)
    scope.warn("invalid_structure", 0, `A ${scope.set.type} without AK1 acknowledges nothing.`);
  return { references, events: [], invoices: [], isReadable };
}

/**
 * An interchange acknowledgement: like a 997, one level up.
 * Source: ASC X12.5 TA1: 01 control number, 02 and 03 date and time, 04 accepted (A), with errors (E) or rejected (R), 05 note.
 */
export function readInterchangeAcknowledgement(scope: SetScope): SetReading {
  const ta1 = scope.segments[0];
  const controlNumber = element(ta1, 1);
  const verdict = element(ta1, 4);
  if (verdict === "R" || verdict === "E") {
    const result = verdict === "R" ? "rejected" : "accepted with errors";
    scope.warn(
      "rejected_by_partner",
      -1,
      `Interchange ${controlNumber} was ${result}, note ${element(ta1, 5) || "none"}.`,
    );
  }
  const references: Reference[] =
    controlNumber === "" ? [] : [{ type: "other", value: controlNumber, scope: "TA1" }];
  if (!/^\d{6}$/.test(element(ta1, 2))) {
    scope.warn("bad_date", -1, `TA1-02 "${element(ta1, 2)}" is no date of six digits.`);
  }
  return { references, events: [], invoices: [], isReadable: controlNumber !== "" };
}

import type { Problem } from "@/lib/domain/message/parsed-message";
import { STATUS_LIST } from "./status-map";

export function notAnObject(at: string): Problem {
  return {
    code: "invalid_structure",
    severity: "error",
    at,
    message: "An object was expected here; it was left out.",
  };
}

export function missingReference(
  at: string,
  cause = "Neither a tracking code nor an EasyPost id names a parcel",
): Problem {
  const message = `${cause}: nothing to attach events to. The message is kept.`;
  return { code: "missing_reference", severity: "error", at, message };
}

export function unmappedCode(rawCode: string, at: string): Problem {
  const message = `"${rawCode}" has no milestone. The event is kept as unmapped; add an override for ${STATUS_LIST} to map it.`;
  return { code: "unmapped_code", severity: "warning", at, message };
}

export function notADelivery(milestone: string, at: string): Problem {
  const message = `The scan says delivered, but the goods did not reach the recipient; read as ${milestone}.`;
  return { code: "conflicting_status", severity: "warning", at, message };
}

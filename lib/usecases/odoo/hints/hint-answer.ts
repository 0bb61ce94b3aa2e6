import type { HintResult } from "./receive-hint";

const STATUS: Readonly<Record<HintResult["kind"], number>> = {
  accepted: 200,
  unknown: 404,
  rate_limited: 429,
  too_large: 413,
  incomplete: 400,
  unreadable: 422,
  unavailable: 503,
};

const MESSAGE: Readonly<Record<Exclude<HintResult["kind"], "accepted">, string>> = {
  unknown: "There is no such address, or it is switched off.",
  rate_limited: "Too many hints in a short time. The next poll reads what changed.",
  too_large: "A hint holds at most 64 KiB. The next poll reads what changed.",
  incomplete: "The body ended early. The next poll reads what changed.",
  unreadable: "A hint is a JSON object with _model and _id of a record that is mirrored here.",
  unavailable: "The hint could not be stored just now. The next poll reads what changed.",
};

/** The HTTP answer of each arm. Odoo never sends again; it writes what it hears to its log, for the administrator there. */
export function hintAnswer(result: HintResult): Response {
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (result.kind === "rate_limited") headers["retry-after"] = String(result.retryAfterSeconds);
  const body =
    result.kind === "accepted" ? { ok: true } : { error: result.kind, message: MESSAGE[result.kind] };
  return Response.json(body, { status: STATUS[result.kind], headers });
}

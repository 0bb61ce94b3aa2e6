import type { RefusalReason } from "@/lib/domain/message/verify";
import type { ReceiveResult } from "./inbound-request";

/** The HTTP answer of each arm. Texts are read by the partner's developers: what happened, and what to do. */
export function inboundAnswer(result: ReceiveResult): Response {
  switch (result.kind) {
    case "accepted":
      return answer(202, { messageId: result.messageId });
    case "repeat":
      return answer(200, { messageId: result.messageId });
    case "conflict":
      return answer(202, { messageId: result.messageId, conflictWith: result.conflictWith });
    case "unsigned":
      return answer(401, { error: result.kind, message: UNSIGNED[result.reason] }, challenge(result.scheme));
    case "unknown_connection":
      return answer(404, {
        error: result.kind,
        message: "There is no such connection, or it is switched off.",
      });
    case "incomplete":
      return answer(400, {
        error: result.kind,
        message:
          "The body ended early, or was not here in full after 20 seconds. Nothing was stored; send it again.",
      });
    case "failed":
      return answer(500, {
        error: result.kind,
        message: "Something failed on our side. Nothing was stored; send it again.",
      });
    case "too_large":
      return answer(413, {
        error: result.kind,
        message: `This connection takes at most ${result.limitBytes} bytes, counted after unpacking. Nothing was stored.`,
      });
    case "bad_encoding":
      return answer(
        415,
        { error: result.kind, message: BAD_ENCODING[result.problem] },
        { "accept-encoding": "gzip, identity" },
      );
    case "rate_limited":
      return answer(
        429,
        {
          error: result.kind,
          message: "Too many messages in a short time. Nothing was stored; send it again later.",
        },
        { "retry-after": String(result.retryAfterSeconds) },
      );
    case "unavailable":
      return answer(
        503,
        { error: result.kind, message: "The message could not be stored just now. Send it again." },
        { "retry-after": String(result.retryAfterSeconds) },
      );
  }
}

const UNSIGNED: Readonly<Record<RefusalReason, string>> = {
  not_over_http: "This connection takes no messages over HTTP.",
  no_secret: "This connection has no secret in use, so no sender can be verified. Ask us for one.",
  missing: "The signature or credentials are missing. Nothing was stored.",
  malformed: "The signature or credentials are not in the expected form. Nothing was stored.",
  stale:
    "The timestamp is too far from our clock. Check yours, and sign each attempt anew. Nothing was stored.",
  wrong: "The signature or credentials do not match. Sign the exact bytes you send. Nothing was stored.",
};

const BAD_ENCODING = {
  unknown: "Only identity and gzip are taken as content encoding. Nothing was stored.",
  damaged: "The body says it is gzip, but does not unpack. Nothing was stored.",
} as const;

function challenge(scheme: string): Record<string, string> {
  if (scheme === "bearer") return { "www-authenticate": "Bearer" };
  return scheme === "basic" ? { "www-authenticate": 'Basic realm="Milepost"' } : {};
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

import type { MessageRow } from "@/db/queries/inbox/insert-messages";
import { SLUG_PATTERN } from "@/lib/contracts/connections/slug";
import { UnavailableError } from "@/lib/domain/app-error";
import { signsBody, verifySender } from "@/lib/domain/message/verify";
import { parseTraceparent } from "@/lib/domain/trace/trace-context";
import { errorFields, log } from "@/lib/log";
import { spanOfReceipt } from "@/lib/usecases/trace/message-spans";
import { isTracing } from "@/lib/usecases/trace/tracing";
import type { ByteBudget } from "./byte-budget";
import type { ContentEncoding, InboundRequest, ReceiveResult } from "./inbound-request";
import { inflatesWithin } from "./inflate";
import type { CountedOutcome } from "./intake-tally";
import { deliveryKeyOf, keptHeaders } from "./kept-headers";
import { messageRow } from "./message-row";
import type { RateLimit } from "./rate-limit";
import { senderCrypto } from "./sender-crypto";
import type { KnownSender } from "./sender-directory";
import type { StoredMessage } from "./store-rows";

/** What the door needs, passed in by `openIntake`. */
export interface ReceiveDeps {
  readonly findSender: (slug: string) => Promise<KnownSender | undefined>;
  readonly store: (row: MessageRow) => Promise<StoredMessage>;
  readonly rateLimit: RateLimit;
  readonly budget: ByteBudget;
  readonly count: (sender: KnownSender, outcome: CountedOutcome, storedBytes: number) => void;
  readonly now: () => Date;
}

const UNAVAILABLE = { kind: "unavailable", retryAfterSeconds: 5 } as const;

/**
 * Takes one message in over HTTP: known connection, believed sender, bounded bytes, then stored and committed. Whatever
 * it answers with a message id is in the inbox for good; nothing of a refused message is kept but its count.
 */
export async function receiveMessage(deps: ReceiveDeps, request: InboundRequest): Promise<ReceiveResult> {
  if (!SLUG_PATTERN.test(request.slug)) return { kind: "unknown_connection" };
  try {
    const sender = await deps.findSender(request.slug);
    if (!sender?.enabled) return { kind: "unknown_connection" };
    if (request.pathSecret !== null && sender.verification.scheme !== "secret-path") {
      return { kind: "unknown_connection" };
    }
    const result = await receiveFrom(deps, sender, request);
    const outcome = COUNTED_AS[result.kind];
    if (outcome) deps.count(sender, outcome, "storedBytes" in result ? result.storedBytes : 0);
    return result;
  } catch (error) {
    if (error instanceof UnavailableError) return UNAVAILABLE;
    log("error", "a message could not be received", { connection: request.slug, ...errorFields(error) });
    return { kind: "failed" };
  }
}

const COUNTED_AS: Partial<Record<ReceiveResult["kind"], CountedOutcome>> = {
  accepted: "accepted",
  repeat: "repeated",
  conflict: "conflicting",
  unsigned: "unsigned",
  too_large: "tooLarge",
  rate_limited: "overRate",
  bad_encoding: "badEncoding",
};

async function receiveFrom(
  deps: ReceiveDeps,
  sender: KnownSender,
  request: InboundRequest,
): Promise<ReceiveResult> {
  // What the headers alone can prove is proved before a byte of the body is read.
  const refusal = signsBody(sender.verification) ? undefined : refusalOf(deps, sender, request, NO_BYTES);
  if (refusal) return refusal;
  const waitMs = deps.rateLimit.waitMs(sender.id, sender.ratePerMinute, deps.now().getTime());
  if (waitMs > 0) return { kind: "rate_limited", retryAfterSeconds: Math.ceil(waitMs / 1_000) };
  const encoding = encodingOf(request.header("content-encoding"));
  if (!encoding) return { kind: "bad_encoding", problem: "unknown" };
  const room = deps.budget.shareOf(sender.id, sender.maxBodyBytes);
  const body = await request.readBody(sender.maxBodyBytes, room);
  switch (body.kind) {
    case "too_large":
      return { kind: "too_large", limitBytes: sender.maxBodyBytes };
    case "incomplete":
      return { kind: "incomplete" };
    case "no_room":
      return UNAVAILABLE;
    case "read":
      try {
        return await receiveBody(deps, sender, request, body.bytes, encoding);
      } finally {
        room.release(body.bytes.byteLength);
      }
  }
}

async function receiveBody(
  deps: ReceiveDeps,
  sender: KnownSender,
  request: InboundRequest,
  body: Uint8Array,
  encoding: ContentEncoding,
): Promise<ReceiveResult> {
  const refusal = signsBody(sender.verification) ? refusalOf(deps, sender, request, body) : undefined;
  if (refusal) return refusal;
  // Only believed senders use up the rate: a stranger's flood must not lock the partner out.
  deps.rateLimit.take(sender.id, sender.ratePerMinute, deps.now().getTime());
  if (encoding === "gzip") {
    const size = await inflatesWithin(body, sender.maxBodyBytes);
    if (size === "too_large") return { kind: "too_large", limitBytes: sender.maxBodyBytes };
    if (size === "damaged") return { kind: "bad_encoding", problem: "damaged" };
  }
  const row = rowOf(deps, sender, request, body, encoding);
  const stored = await deps.store(row);
  if (isTracing() && stored.messageId === row.id) spanOfReceipt(row, sender, request, deps.now());
  const storedBytes = stored.kind === "repeat" ? 0 : body.byteLength;
  if (stored.kind !== "conflict") return { ...stored, storedBytes };
  return { kind: "conflict", messageId: stored.messageId, conflictWith: stored.firstMessageId, storedBytes };
}

function rowOf(
  deps: ReceiveDeps,
  sender: KnownSender,
  request: InboundRequest,
  body: Uint8Array,
  encoding: ContentEncoding,
): MessageRow {
  const contentType = request.header("content-type");
  const trace = parseTraceparent(request.header("traceparent"));
  const deliveryKey = deliveryKeyOf(request.header, sender);
  const message = {
    connectionId: sender.id,
    body,
    transport: "http",
    headers: keptHeaders(request.header, sender.deliveryKeyHeader),
    ...(contentType ? { contentType } : {}),
    ...(encoding === "gzip" ? { contentEncoding: encoding } : {}),
    ...(deliveryKey ? { deliveryKey } : {}),
    trace,
  } as const;
  return messageRow(sender.companyId, message, deps.now());
}

const NO_BYTES = new Uint8Array();

function refusalOf(
  deps: ReceiveDeps,
  sender: KnownSender,
  request: InboundRequest,
  body: Uint8Array,
): ReceiveResult | undefined {
  const proof = { header: request.header, pathSecret: request.pathSecret, body };
  const nowMs = deps.now().getTime();
  const verdict = verifySender(sender.verification, proof, sender.secrets, nowMs, senderCrypto);
  if (verdict.ok) return undefined;
  // With secrets we can't open, a good signature looks bad: the fault is ours, and the partner must keep trying.
  if (sender.secretsUnreadable) return UNAVAILABLE;
  log("debug", "sender not believed", { connection: sender.slug, reason: verdict.reason });
  return { kind: "unsigned", reason: verdict.reason, scheme: sender.verification.scheme };
}

function encodingOf(header: string | null): ContentEncoding | undefined {
  const value = (header ?? "").trim().toLowerCase();
  if (value === "" || value === "identity") return "identity";
  return value === "gzip" || value === "x-gzip" ? "gzip" : undefined;
}

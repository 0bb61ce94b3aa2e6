import type { Verification } from "@/lib/domain/message/verification";

type ReadHeader = (name: string) => string | null;

/** Never kept, also when a connection names one of them as its delivery key. */
const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "webhook-signature"]);

const KEPT = [
  "content-type",
  "user-agent",
  "x-request-id",
  "traceparent",
  "webhook-id",
  "webhook-timestamp",
] as const;

const MAX_VALUE_CHARS = 1_024;

/** The headers worth keeping with a message: who sent it with what, and how to find it in the sender's logs. */
export function keptHeaders(header: ReadHeader, deliveryKeyHeader: string | null): Record<string, string> {
  const kept: Record<string, string> = {};
  const names = deliveryKeyHeader ? [...KEPT, deliveryKeyHeader.toLowerCase()] : KEPT;
  for (const name of names) {
    const value = SECRET_HEADERS.has(name) ? null : header(name);
    if (value) kept[name] = value.slice(0, MAX_VALUE_CHARS);
  }
  return kept;
}

/** The partner's own id of this delivery, where the connection has one. Undefined: the bytes stand for themselves. */
export function deliveryKeyOf(
  header: ReadHeader,
  connection: { readonly deliveryKeyHeader: string | null; readonly verification: Verification },
): string | undefined {
  const configured = connection.deliveryKeyHeader?.toLowerCase();
  const name =
    configured ?? (connection.verification.scheme === "standard-webhooks" ? "webhook-id" : undefined);
  if (!name || SECRET_HEADERS.has(name)) return undefined;
  return header(name)?.trim() || undefined;
}

import type { RefusalReason } from "@/lib/domain/message/verify";
import type { ByteHold } from "./byte-budget";

/** What reading a body can come to. `no_room`: this process holds as many unstored bytes as it may. */
export type BodyRead =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  | { readonly kind: "too_large" | "incomplete" | "no_room" };

export interface InboundRequest {
  readonly slug: string;
  /** What follows the slug in the path. */
  readonly pathSecret: string | null;
  /** Value of a header by its lower-case name. */
  readonly header: (name: string) => string | null;
  /** Reads the body, never more than `limitBytes` of it. A body that was read is held in `room` until released. */
  readonly readBody: (limitBytes: number, room: ByteHold) => Promise<BodyRead>;
}

/** Each arm is one HTTP status. */
export type ReceiveResult =
  | { readonly kind: "accepted" | "repeat"; readonly messageId: string; readonly storedBytes: number }
  | {
      readonly kind: "conflict";
      readonly messageId: string;
      readonly conflictWith: string;
      readonly storedBytes: number;
    }
  | { readonly kind: "unsigned"; readonly reason: RefusalReason; readonly scheme: string }
  | { readonly kind: "unknown_connection" | "incomplete" | "failed" }
  | { readonly kind: "too_large"; readonly limitBytes: number }
  | { readonly kind: "bad_encoding"; readonly problem: "unknown" | "damaged" }
  | { readonly kind: "rate_limited" | "unavailable"; readonly retryAfterSeconds: number };

export type ContentEncoding = "identity" | "gzip";

import { z } from "zod";
import type { BreakerState } from "@/lib/domain/connection/breaker";
import { firstParams, type RawParams } from "../search-params";

export const SPANS = { "48h": 48, "14d": 14 * 24 } as const;
export type Span = keyof typeof SPANS;

const healthQuerySchema = z.object({ span: z.enum(["48h", "14d"]).catch("48h").default("48h") });

export function readSpan(params: RawParams): Span {
  return healthQuerySchema.parse(firstParams(params)).span;
}

/** One hour, or one day of UTC, of a connection. */
export interface HealthPoint {
  readonly at: string;
  readonly taken: number;
  /** What comes in this hour of the week as a rule; null while its history is too short. */
  readonly usual: number | null;
  readonly refused: number;
  readonly failed: number;
  readonly repeated: number;
  readonly sent: number;
  readonly sendFailed: number;
  readonly again: number;
  /** Means, milliseconds; null when nothing was read or no message said when it was sent. */
  readonly readLagMs: number | null;
  readonly arrivalLagMs: number | null;
}

export interface HealthTotals {
  readonly taken: number;
  readonly refused: number;
  readonly failed: number;
  /** Repeated posts and messages that said nothing new. */
  readonly suppressed: number;
  readonly again: number;
  readonly sent: number;
  readonly sendFailed: number;
  /** What went wrong of everything that was tried, 0 to 1; null when nothing was. */
  readonly errorShare: number | null;
  readonly readLagMs: number | null;
  readonly readLagMaxMs: number | null;
  readonly arrivalLagMs: number | null;
  readonly arrivalLagMaxMs: number | null;
}

export interface HoldDto {
  readonly since: string;
  readonly by: string;
  readonly reason: string;
  readonly resuming: boolean;
  /** While what waits goes through. */
  readonly draining: { readonly total: number; readonly done: number; readonly until: string } | null;
}

export interface HeldMessageDto {
  readonly id: string;
  readonly receivedAt: string;
  readonly version: number;
  readonly sizeBytes: number;
  readonly isQueued: boolean;
}

/** How one connection does and what waits at it. Moments are ISO 8601. */
export interface ConnectionHealthPage {
  readonly span: Span;
  readonly points: readonly HealthPoint[];
  readonly totals: HealthTotals;
  /** Since when it is quiet for longer than is its habit; null: it is not, or its habit is not known. */
  readonly silentSince: string | null;
  readonly habit: "known" | "learning";
  readonly breaker: {
    readonly state: BreakerState;
    readonly error: string | null;
    readonly retryAt: string | null;
  };
  readonly lastSuccessAt: string | null;
  readonly credentialEndsAt: string | null;
  readonly waiting: {
    readonly messages: number;
    readonly commands: number;
    readonly commandsInFlight: number;
    readonly outbound: number;
    readonly oldestAt: string | null;
  };
  readonly hold: HoldDto | null;
  readonly held: readonly HeldMessageDto[];
}

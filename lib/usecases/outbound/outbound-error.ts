import type { BreakingFailure, Failure } from "@/lib/domain/connection/breaker";

/** A try that failed. `mayHaveArrived`: the request was out, its reply was not read. `breaking`: it concerns the receiver as a whole. `forGood`: again is no use. */
export class OutboundError extends Error {
  override readonly name = "OutboundError";
  constructor(
    message: string,
    readonly details: {
      readonly mayHaveArrived?: boolean;
      readonly breaking?: BreakingFailure;
      readonly forGood?: boolean;
      readonly retryAfterMs?: number;
    } = {},
  ) {
    super(message.slice(0, 500));
  }
}

/** What of an error concerns the whole connection, for its breaker. */
export function outboundFailure(error: unknown): Failure | undefined {
  if (!(error instanceof OutboundError) || !error.details.breaking) return undefined;
  return { errorClass: error.details.breaking, error: error.message };
}

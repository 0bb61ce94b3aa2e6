interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * A token bucket per connection, of this process alone. It holds one minute's worth: a partner who was quiet may send
 * that much at once, then no faster than the rate.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** How long until the connection may send again, in milliseconds; 0: now. Takes nothing. */
  waitMs(connectionId: string, ratePerMinute: number, nowMs: number): number {
    const { tokens } = this.refill(connectionId, ratePerMinute, nowMs);
    return tokens >= 1 ? 0 : ((1 - tokens) * 60_000) / ratePerMinute;
  }

  take(connectionId: string, ratePerMinute: number, nowMs: number): void {
    this.refill(connectionId, ratePerMinute, nowMs).tokens -= 1;
  }

  private refill(connectionId: string, ratePerMinute: number, nowMs: number): Bucket {
    let bucket = this.buckets.get(connectionId);
    if (!bucket) {
      bucket = { tokens: ratePerMinute, atMs: nowMs };
      this.buckets.set(connectionId, bucket);
    }
    const elapsedMs = Math.max(0, nowMs - bucket.atMs);
    bucket.tokens = Math.min(ratePerMinute, bucket.tokens + (elapsedMs * ratePerMinute) / 60_000);
    bucket.atMs = nowMs;
    return bucket;
  }
}

/** `closed`: calls go through. `open`: none does until `retryAt`. `half_open`: one is under way to find out. */
export type BreakerState = "closed" | "open" | "half_open";

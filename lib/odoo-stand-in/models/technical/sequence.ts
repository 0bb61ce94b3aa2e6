import type { Env } from "../../records/env";

/** The next number of a series: a prefix and a counter padded to `width`. */
export const nextName = (env: Env, series: string, prefix: string, width: number): string =>
  prefix + String(env.transaction.next(series)).padStart(width, "0");

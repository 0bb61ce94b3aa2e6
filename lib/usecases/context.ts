import type { Database } from "@/db/client";
import type { Actor } from "@/lib/domain/access/actor";

/** What every use-case gets: where the data is, who asks, and what time it is. */
export interface Context {
  readonly db: Database;
  /** A replica for long reads that may be some seconds old; absent: the primary serves them too. Never decide on it. */
  readonly reads?: Database;
  readonly actor: Actor;
  readonly now: () => Date;
}

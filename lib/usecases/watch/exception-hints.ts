import type { Database } from "@/db/client";
import { selectNewestChanges } from "@/db/queries/watch/newest-changes";
import { sendHint } from "@/lib/usecases/pipeline/live-hints";

/**
 * Tells open screens that exceptions changed, whoever changed them: rules, people, a bulk run, in this process or another. What was committed behind the
 * newest change is seen with the next one, or when the screen looks by itself.
 */
export class ExceptionHints {
  /** Newest change told, by company; undefined until the first look. */
  #told: Map<number, string> | undefined;

  async look(db: Database): Promise<void> {
    const newest = await selectNewestChanges(db);
    const told = this.#told;
    if (told)
      for (const [companyId, at] of newest) {
        if (told.get(companyId) === at) continue;
        await sendHint(db, { companyId, shipments: [], messages: false, exceptions: true });
        told.set(companyId, at);
      }
    // What was before this worker began is on the screens already.
    else this.#told = newest;
  }
}

import type { UnbilledNarrowing } from "@/db/queries/billing/select-unbilled";
import type { UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { bucketBounds } from "@/lib/domain/billing/age";
import type { Instant } from "@/lib/domain/time/instant";

/** What the address asks for, ages as of a whole hour. */
export function unbilledNarrowing(query: UnbilledQuery, asOf: Instant): UnbilledNarrowing {
  const bounds = query.age ? bucketBounds(query.age, asOf) : { afterAt: null, untilAt: null };
  return {
    ...{ list: query.tab, standing: query.blocker, customer: query.customer, currency: query.currency },
    afterAt: bounds.afterAt === null ? undefined : new Date(bounds.afterAt),
    untilAt: bounds.untilAt === null ? undefined : new Date(bounds.untilAt),
  };
}

import { selectHeldIds } from "@/db/queries/odoo/records";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import type { ModelWork } from "./pull-deps";
import { renewLease } from "./renew-lease";

/** Records that are read no more: deleted in Odoo, or there and out of what this site reads. */
export interface MissingRecords {
  readonly gone: readonly number[];
  readonly outOfScope: readonly number[];
}

/** Too many records became invisible to the reader at once: nothing was marked. */
export class HiddenRecordsError extends Error {
  override readonly name = "HiddenRecordsError";
  constructor(model: string, hidden: number) {
    super(
      `At least ${hidden} records of ${model} are in Odoo but can't be seen by Milepost's reader any more. Nothing was marked as deleted. Did a record rule or the reader's companies change? Run milepost odoo setup; if it is meant to be so, choose the companies in the settings of the connection.`,
    );
  }
}

/** Asked for at once; each id stands in the request. */
const ASKED_AT_ONCE = 1_000;
const MOST_HIDDEN = 200;
const MOST_HIDDEN_SHARE = 0.05;

/** How many records may become invisible in one comparison of a model of this size before it is held. */
export function mostHidden(recordCount: number): number {
  return Math.max(MOST_HIDDEN, Math.floor(recordCount * MOST_HIDDEN_SHARE));
}

/**
 * What became of records that a search as planned does not find. Searching again without the site's companies finds those of another company. Of
 * the others `read` tells: Odoo leaves out of its answer what it has not, and refuses the whole of it for one record that a rule hides; that one
 * is found by halves.
 *
 * @param most hidden records before it gives up.
 * @throws {HiddenRecordsError} when there are more.
 */
export async function askForMissing(
  work: ModelWork,
  ids: readonly number[],
  most: number,
): Promise<MissingRecords> {
  const { deps, client, lease, plan } = work;
  const held = await selectHeldIds(deps.db, lease, plan.model, ids);
  const gone: number[] = [];
  const outOfScope: number[] = [];
  let hidden = 0;
  const ask = async (some: readonly number[]): Promise<void> => {
    try {
      const { records, missing } = await client.read(plan.model, some, [plan.clockField], plan.context);
      gone.push(...missing);
      // There, and no search finds it: changed between the two, or no longer of a kind that is read.
      outOfScope.push(...records.map(({ id }) => id));
    } catch (error) {
      if (!(error instanceof OdooError) || error.kind !== "permission") throw error;
      if (some.length > 1) {
        const half = Math.ceil(some.length / 2);
        await ask(some.slice(0, half));
        await ask(some.slice(half));
        return;
      }
      hidden += 1;
      if (hidden > most) throw new HiddenRecordsError(plan.model, hidden);
      outOfScope.push(...some);
    }
  };
  for (let start = 0; start < held.length; start += ASKED_AT_ONCE) {
    await renewLease(work);
    const some = held.slice(start, start + ASKED_AT_ONCE);
    const elsewhere = new Set(
      await client.search(plan.model, [...plan.ownDomain, ["id", "in", some]], {
        limit: some.length,
        context: plan.context,
      }),
    );
    outOfScope.push(...some.filter((id) => elsewhere.has(id)));
    const rest = some.filter((id) => !elsewhere.has(id));
    if (rest.length > 0) await ask(rest);
  }
  return { gone, outOfScope };
}

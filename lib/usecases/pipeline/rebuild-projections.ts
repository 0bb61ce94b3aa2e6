import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import {
  dropProjections,
  lockNextShipments,
  readCompanies,
  readProof,
  recount,
} from "@/db/queries/pipeline/rebuild";
import { insertReferences, readTimelines } from "@/db/queries/pipeline/shipments";
import { inTransaction } from "@/db/transaction";
import { rebuildUnbilled } from "@/lib/usecases/billing/rebuild-unbilled";
import { recountOverviews } from "@/lib/usecases/overview/recount-overviews";
import { referencesOf, refoldShipments } from "./refold-shipments";
import type { PipelineDeps } from "./run-pipeline";

const CHUNK = 500;
const REBUILD_SLOT = 11;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

export interface Rebuilt {
  readonly shipments: number;
  /** SHA-256 over every shipment's state and references, before and after. Equal means that nothing changed. */
  readonly before: string;
  readonly after: string;
}

/**
 * Drops every projection and folds it anew from the events, some hundred shipments a transaction: screens never see a gap, the
 * worker may go on, and a rebuild that is stopped can simply be run again.
 */
export async function rebuildProjections(
  deps: PipelineDeps,
  slug: string | null,
  onProgress: (done: number, total: number) => void,
): Promise<Rebuilt> {
  const companies = await readCompanies(deps.db, slug);
  const total = companies.reduce((sum, company) => sum + company.shipments, 0);
  const [before, after] = [createHash("sha256"), createHash("sha256")];
  let shipments = 0;
  for (const company of companies) {
    for (let afterId: string | undefined = FIRST_ID; afterId !== undefined; ) {
      const from: string = afterId;
      const chunk = await inTransaction(deps.db, (tx) => rebuildChunk(tx, company.id, from, deps.now()));
      before.update(chunk.before);
      after.update(chunk.after);
      shipments += chunk.count;
      onProgress(shipments, total);
      afterId = chunk.lastId;
    }
    await inTransaction(deps.db, async (tx) => {
      await recount(tx, company.id);
      await recountOverviews(tx, company.id);
      await rebuildUnbilled(tx, company.id, deps.now());
    });
  }
  return { shipments, before: before.digest("hex"), after: after.digest("hex") };
}

async function rebuildChunk(tx: Transaction, companyId: number, afterId: string, now: Date) {
  const shipments = await lockNextShipments(tx, companyId, afterId, CHUNK);
  const ids = shipments.map((shipment) => shipment.id);
  const before = await readProof(tx, companyId, ids);
  const timelines = await readTimelines(tx, companyId, ids);
  await dropProjections(tx, companyId, ids);
  const targets = shipments.map(({ id, number }) => ({
    shipmentId: id,
    number,
    events: timelines.get(id) ?? [],
  }));
  await insertReferences(
    tx,
    targets.flatMap((target) => referencesOf(companyId, target)),
    now,
  );
  await refoldShipments(tx, companyId, targets, { slot: REBUILD_SLOT, now, cause: "rebuild" });
  const after = await readProof(tx, companyId, ids);
  return { count: ids.length, before: lines(before), after: lines(after), lastId: ids.at(-1) };
}

const lines = (proof: readonly string[]) => proof.map((line) => `${line}\n`).join("");

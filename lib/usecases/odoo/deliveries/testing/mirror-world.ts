import { eq, sql } from "drizzle-orm";
import { replaceLinks } from "@/db/queries/odoo/links";
import { insertOdooConnection, type OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { markGone, upsertRecords } from "@/db/queries/odoo/records";
import { toTimelineEvent } from "@/db/queries/pipeline/shipments";
import { event } from "@/db/schema/event";
import { shipmentReference, shipmentState } from "@/db/schema/shipment";
import { inTransaction } from "@/db/transaction";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import type { OdooValues } from "@/lib/connectors/odoo/record-values";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import { countLoaded } from "@/lib/usecases/odoo/pull/count-loaded";
import { linkRows, recordRow } from "@/lib/usecases/odoo/pull/record-row";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { composeDeliveries } from "../compose-deliveries";
import { groupBy } from "../group-by";
import { markDirtyDeliveries } from "../mark-dirty";

export interface MirrorWorld extends PipelineWorld {
  /** An Odoo connection of its own, its mirror empty. */
  addOdoo(database?: string): Promise<OdooOwner>;
  /** Stores records as the pull does, a transaction a model; `null` deletes. */
  mirror(odoo: OdooOwner, records: Readonly<Record<string, OdooValues | null>>): Promise<void>;
  /** Composes what is marked and puts it on the timeline. @returns how many messages it made. */
  tell(): Promise<number>;
  /** What counts on the timeline of the shipment that carries this number. */
  story(lookup: string, type?: string): Promise<Story>;
}

export interface Story {
  readonly shipmentIds: readonly string[];
  readonly status: string | null;
  readonly stage: string;
  readonly stateHash: string;
  readonly events: readonly string[];
  readonly numbers: readonly string[];
}

/** A company with mirrored Odoos, its pipeline driven by hand. Time moves a second with each look. */
export async function mirrorWorld(): Promise<MirrorWorld> {
  let clock = Date.parse("2026-11-20T12:00:00Z");
  const now = () => {
    clock += 1_000;
    return new Date(clock);
  };
  const world = await pipelineWorld(now);
  const { db, companyId } = world;
  return {
    ...world,
    addOdoo: async (database = "erp") => {
      const connectionId = await world.addConnection({
        name: "Odoo",
        dialect: "odoo",
        partnerKind: "erp",
        mayCreateShipments: true,
      });
      const labels = {
        state: {
          en_US: { Draft: "draft", Posted: "posted" },
          fr_FR: { Brouillon: "draft", Comptabilisé: "posted" },
        },
      };
      await inTransaction(db, (tx) =>
        insertOdooConnection(tx, {
          companyId,
          connectionId,
          baseUrl: "http://odoo.example",
          database,
          serverVersion: "19.0",
          settings: DEFAULT_ODOO_SETTINGS,
          stateLabels: { "account.move": labels },
        }),
      );
      return { companyId, connectionId };
    },
    mirror: async (odoo, records) => {
      const models = groupBy(Object.entries(records), ([key]) => key.slice(0, key.indexOf(",")));
      for (const [model, entries] of models) {
        const idOf = (key: string) => Number(key.slice(model.length + 1));
        const ids = entries.map(([key]) => idOf(key));
        const rows = entries.flatMap(([key, values]) =>
          values ? [recordRow({ id: idOf(key), ...values })] : [],
        );
        const links = MODEL_PLANS.find((plan) => plan.model === model)?.links ?? {};
        await inTransaction(db, async (tx) => {
          const changed = new Map([[model, ids]]);
          await markDirtyDeliveries(tx, odoo, changed, now());
          await upsertRecords(tx, odoo, model, rows, now());
          await replaceLinks(
            tx,
            odoo,
            model,
            rows.map(({ odooId }) => odooId),
            rows.flatMap((row) => linkRows(row, links)),
          );
          await markGone(
            tx,
            odoo,
            model,
            entries.flatMap(([key, values]) => (values ? [] : [idOf(key)])),
            now(),
          );
          await markDirtyDeliveries(tx, odoo, changed, now());
        });
        await countLoaded(db, ids.length);
      }
    },
    tell: async () => {
      let messages = 0;
      for (let more = true; more; ) {
        const composed = await composeDeliveries(world.deps);
        messages += composed.messages;
        more = composed.deliveries > 0;
      }
      await world.drain();
      return messages;
    },
    story: async (lookup, type) => storyOf(world, lookup, type),
  };
}

async function storyOf({ db, companyId }: PipelineWorld, lookup: string, type?: string): Promise<Story> {
  const named = await db
    .select()
    .from(shipmentReference)
    .where(
      sql`company_id = ${companyId} and lookup = ${lookup} and (${type ?? null}::text is null or type = ${type ?? null})`,
    );
  const shipmentIds = [...new Set(named.map(({ shipmentId }) => shipmentId))];
  const id = shipmentIds[0] ?? "00000000-0000-0000-0000-000000000000";
  const [state] = await db.select().from(shipmentState).where(eq(shipmentState.shipmentId, id));
  const rows = await db.select().from(event).where(eq(event.shipmentId, id));
  const counting = new Set(effectiveEvents(rows.map(toTimelineEvent)).counting.map((counted) => counted.id));
  const references = await db.select().from(shipmentReference).where(eq(shipmentReference.shipmentId, id));
  return {
    shipmentIds,
    status: state?.status ?? null,
    stage: state?.stage ?? "",
    stateHash: state?.stateHash ?? "",
    events: rows
      .filter((row) => counting.has(row.id) && row.milestone !== "event_voided")
      .map(({ milestone, classifier, occurredLocal }) => `${classifier} ${milestone} ${occurredLocal}`)
      .sort(),
    numbers: references
      .filter(({ value }) => !value.startsWith("SHP-"))
      .map((reference) => `${reference.type} ${reference.value}`)
      .sort(),
  };
}

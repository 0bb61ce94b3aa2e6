import { v7 as uuidv7 } from "uuid";
import { appUser, company } from "@/db/schema/access";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";

/** Noon of the day the loads of `x12-text` are picked up. */
export const NOON = new Date("2026-11-18T18:00:00Z");

export interface ShipmentWorld extends PipelineWorld {
  /** The clock of every context and of the pipeline. */
  readonly clock: { now: Date };
  /** Someone of this company, or of another one. */
  person(role: Role, companyId?: number): Promise<Context>;
  /** A second company that must see nothing of the first. */
  otherCompany(): Promise<number>;
  /** Tenders these loads and returns their shipment numbers, in order. */
  tendered(...loads: string[]): Promise<string[]>;
  /** One status of a load, recorded. */
  told(load: string, code: string, when: string, more?: Parameters<typeof status>[3]): Promise<void>;
}

/** A company with a TMS and a carrier, and the people who read what they tell. */
export async function shipmentWorld(): Promise<ShipmentWorld> {
  const clock = { now: NOON };
  const world = await pipelineWorld(() => clock.now);
  const tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  const carrier = await world.addConnection({ name: "Red Fox", carrierScac: "RDFX" });
  return {
    ...world,
    clock,
    person: async (role, companyId = world.companyId) => {
      const id = uuidv7();
      const name = `A ${role}`;
      const email = `${id}@example.test`;
      await world.db.insert(appUser).values({ id, companyId, email, name, role });
      return {
        db: world.db,
        now: () => clock.now,
        actor: { kind: "user", id, companyId, role, name, email },
      };
    },
    otherCompany: async () => {
      const [made] = await world.db
        .insert(company)
        .values({ slug: `other-${uuidv7()}`, name: "Other Freight" })
        .returning();
      if (!made) throw new Error("the other company was not made");
      return made.id;
    },
    tendered: async (...loads) => {
      await world.receive(tms, ...loads.map((load) => tender(load)));
      await world.drain();
      const { rows } = await world.db.$client.query<{ value: string; number: string }>(
        `select r.value, s.number from shipment_reference r join shipment s on s.id = r.shipment_id and s.company_id = r.company_id
         where r.value = any($1)`,
        [loads],
      );
      const numbers = new Map(rows.map((row) => [row.value, row.number]));
      return loads.map((load) => numbers.get(load) ?? `no shipment of ${load}`);
    },
    told: async (load, code, when, more) => {
      await world.receive(carrier, status(load, code, when, more));
      await world.drain();
    },
  };
}

import { afterAll, beforeAll, expect, it } from "vitest";
import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { FLOWS } from "./registry";
import { type DeliveriesToBill, deliveriesToBill } from "./testing/deliveries-to-bill";
import { type MortalWorker, mortalWorker } from "./testing/mortal-worker";
import { type OdooFlowWorld, odooFlowWorld } from "./testing/odoo-flow-world";

const MINUTES = 60_000;
/** `npm run test:failpoints`: each run loses its worker once only, so that no later death covers up for an earlier one. */
const IS_WHOLE = process.env.FAILPOINTS === "whole";
const BATCH = IS_WHOLE ? 24 : 2;
/** How many batches may pass before a failpoint is met no more. */
const MOST_BATCHES = IS_WHOLE ? 60 : 1;
const LEASE_MS = 61_000;

let world: OdooFlowWorld;
let worker: MortalWorker;
let deliveries: DeliveriesToBill;

beforeAll(async () => {
  world = await odooFlowWorld(await startOdooStandIn({ port: 0 }));
  await world.settle();
  worker = mortalWorker({
    url: world.url,
    flowDeps: world.flowDeps,
    afterDeath: () => world.advance(LEASE_MS),
    deathsPerRun: IS_WHOLE ? 1 : Number.POSITIVE_INFINITY,
  });
  deliveries = await deliveriesToBill(world);
}, 5 * MINUTES);
afterAll(() => world?.close(), MINUTES);

it(
  "a worker that dies after any of its statements doubles nothing and loses nothing",
  async () => {
    for (let batch = 0, met = -1; batch < MOST_BATCHES && met < worker.failpoints.size; batch += 1) {
      met = worker.failpoints.size;
      await deliveries.tell(BATCH);
      await world.settle(worker);
      await deliveries.decide();
      await world.settle(worker);
      await deliveries.waitForUndoing(() => world.settle(worker));
    }
    const { doubled, lost } = await deliveries.effects();
    const met = [...worker.failpoints].map((failpoint) => failpoint.split("/").slice(0, 2).join("/"));
    const flows = FLOWS.filter(({ definition }) => met.some((place) => place.startsWith(definition.name)));
    console.log(
      `flows ${flows.length}, failpoints ${worker.deaths()}, doubled ${doubled.length}, lost ${lost.length}`,
    );
    expect({ doubled, lost }).toEqual({ doubled: [], lost: [] });
    for (const { definition } of deliveries.flows) {
      const steps = definition.steps.flatMap(({ name, compensation }) => [name, compensation?.name ?? name]);
      for (const step of steps) expect(met).toContain(`${definition.name}/${step}`);
    }
  },
  (IS_WHOLE ? 30 : 4) * MINUTES,
);

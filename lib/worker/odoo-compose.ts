import { type ComposeDeps, composeDeliveries } from "@/lib/usecases/odoo/deliveries/compose-deliveries";
import type { Loop } from "./loop";

/** Tells deliveries of Odoo anew that changed; goes on at once while there are more. */
export function odooComposeLoop(deps: ComposeDeps): Loop {
  return {
    name: "odoo-compose",
    idleMs: 500,
    round: async () => (await composeDeliveries(deps)).deliveries > 0,
  };
}

import { streamOf } from "../random";
import type { ShipmentPlan, Telling } from "../truth";
import type { Dispatch } from "./outgoing";

const UNKNOWN_REFERENCE = 0.004;
const UNKNOWN_CODE = 0.003;
const AMBIGUOUS = 0.0015;

/** What partners send beside the truth: statuses of freight that is not ours, codes nobody announced, orders that name several. */
export function falseDispatches(dispatch: Dispatch, seed: number): Dispatch[] {
  const random = streamOf(seed, "false", dispatch.key);
  const at = random.next();
  const telling = random.pick(dispatch.tellings);
  const make = (
    trouble: "unknown_reference" | "unknown_code" | "ambiguous",
    changed: Telling,
  ): Dispatch[] => [{ ...dispatch, key: `${dispatch.key} ${trouble}`, trouble, tellings: [changed] }];
  if (at < UNKNOWN_REFERENCE) {
    // A tender or a parcel nobody announced opens a shipment of its own.
    if (telling.kind === "tender" || telling.kind === "tracker") return [];
    return make("unknown_reference", { ...telling, plan: mistyped(telling.plan) });
  }
  if (telling.kind !== "status" && telling.kind !== "tracker") return [];
  if (at < UNKNOWN_REFERENCE + UNKNOWN_CODE) return make("unknown_code", withUnknownCode(telling));
  const sharesOrder = Number(telling.plan.purchaseOrder.slice(-5)) < 50_000;
  const isAmbiguous = at < UNKNOWN_REFERENCE + UNKNOWN_CODE + AMBIGUOUS;
  if (!isAmbiguous || !sharesOrder || telling.source === "dokhaven" || telling.kind !== "status") return [];
  return make("ambiguous", { ...telling, plan: { ...telling.plan, id: "", pro: "", bol: "" } });
}

/** The numbers of a shipment of somebody else, as a clerk or a broken translator sends them. */
function mistyped(plan: ShipmentPlan): ShipmentPlan {
  const off = (number: string) => `${number.slice(0, 2)}9${number.slice(3)}8`;
  return {
    ...plan,
    id: off(plan.id),
    pro: off(plan.pro),
    bol: off(plan.bol),
    order: off(plan.order),
    purchaseOrder: off(plan.purchaseOrder),
    tracking: plan.tracking && off(plan.tracking),
  };
}

function withUnknownCode(telling: Telling & { kind: "status" | "tracker" }): Telling {
  const last = telling.events.at(-1);
  if (!last) return telling;
  const { voidsEventId: _, eventId, ...rest } = last;
  const unknown = {
    ...rest,
    milestone: "unmapped" as const,
    classifier: "actual" as const,
    at: last.saidAt - (last.saidAt % 60_000),
    stop: null,
    reason: null,
    ...(eventId ? { eventId: `${eventId}S` } : {}),
  };
  return { ...telling, events: telling.kind === "status" ? [unknown] : [...telling.events, unknown] };
}

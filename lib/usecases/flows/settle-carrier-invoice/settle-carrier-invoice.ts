import { SETTLE_CARRIER_INVOICE } from "@/lib/domain/flow/definitions/settle-carrier-invoice";
import type { FlowImplementation } from "../engine/flow-implementation";
import { approve, audit, identity, match } from "./before-bill";
import { bill, posted, reverse, tell } from "./bill-and-tell";
import { settlePayload } from "./look-at-bill";

/** Started by the audit of a bill, in the same transaction; woken whenever that says something else. */
export const settleCarrierInvoice: FlowImplementation = {
  definition: SETTLE_CARRIER_INVOICE,
  payload: settlePayload,
  startsOn: [],
  steps: { identity, match, audit, approve, bill, posted, reverse, tell },
};

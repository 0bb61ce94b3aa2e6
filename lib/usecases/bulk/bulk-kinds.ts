import type { BulkSubjectKind } from "@/lib/contracts/bulk/bulk-run";
import { unbilledKind } from "@/lib/usecases/billing/bulk/unbilled-kind";
import { exceptionKind } from "@/lib/usecases/exceptions/bulk/bulk-act";
import { approvalKind } from "@/lib/usecases/flows/bulk/approval-kind";
import { flowRunKind } from "@/lib/usecases/flows/bulk/flow-run-kind";
import type { BulkKind } from "./bulk-kind";

/** Everything that can be acted on in bulk. */
export const BULK_KINDS: Readonly<Record<BulkSubjectKind, BulkKind>> = {
  exception: exceptionKind,
  flow_run: flowRunKind,
  approval: approvalKind,
  unbilled_order: unbilledKind,
};

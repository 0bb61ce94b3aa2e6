import { bulkAnswerSchema } from "@/lib/contracts/flows/bulk-input";
import type { BulkKind } from "@/lib/usecases/bulk/bulk-kind";
import { decideApprovalWithin } from "../decide-approval";

/** What waits for a yes, each answered as a person would: by whom may, and taken back by the same person within ten seconds. */
export const approvalKind: BulkKind = {
  permission: "flow.bulk",
  audited: "approval",
  hrefOf: ({ given, subjectId }) => `/flows/${given?.runId ?? subjectId}`,
  willHappen: async (_ctx, given, count) => {
    const { decision, comment } = bulkAnswerSchema.parse(given);
    const verb = decision === "approve" ? "Approve" : "Refuse";
    const said = comment === "" ? "." : `: “${comment}”`;
    return `${verb} ${count === 1 ? "1 request" : `${count.toLocaleString("en")} requests`}${said}`;
  },
  act: async (tx, { subjectId: approvalId }, given, { actor, at }) => {
    const input = bulkAnswerSchema.parse(given);
    await decideApprovalWithin(tx, { actor, now: () => at }, { ...input, approvalId });
    return { state: "done", message: null };
  },
};

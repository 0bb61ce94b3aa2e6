import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { type Acted, type AssignInput, assignInput } from "@/lib/contracts/exceptions/exception-input";
import { roleMay } from "@/lib/domain/access/permission";
import { InvalidError } from "@/lib/domain/app-error";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { type Act, actOnException } from "./act-on-exception";

/** Gives it to a person of the company, or takes it from whoever has it. */
export async function assignException(ctx: Context, given: AssignInput): Promise<Acted> {
  const input = readInput(assignInput, given);
  return actOnException(ctx, input, assignment(input));
}

export function assignment({ assigneeId }: { readonly assigneeId: string | null }): Act {
  return {
    action: "assign",
    isDone: (row) => row.assigneeId === assigneeId,
    change: async (tx, row) => {
      if (assigneeId === null) return { assigneeId };
      const [person] = await selectColleagues(tx, row.companyId, [assigneeId]);
      if (!person || !roleMay(person.role, "exception.work"))
        throw new InvalidError("Nobody of this company who works on exceptions. Nothing was changed.", {
          assigneeId: "Choose someone from the list.",
        });
      return { assigneeId };
    },
    note: null,
  };
}

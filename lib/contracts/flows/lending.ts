import { z } from "zod";
import type { Role } from "@/lib/domain/access/role";
import type { PersonRef } from "../exceptions/exception-list";

export const lendApprovalsInput = z.strictObject({
  /** Made by whoever asks: sent again it is the same one. */
  lendingId: z.uuid(),
  toUserId: z.uuid("Choose a colleague."),
  /** ISO 8601; a beginning that is past is now. */
  startsAt: z.iso.datetime({ offset: true, error: "A date and a time." }),
  endsAt: z.iso.datetime({ offset: true, error: "A date and a time." }),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
export type LendApprovalsInput = z.input<typeof lendApprovalsInput>;

export const takeBackApprovalsInput = z.strictObject({ lendingId: z.uuid() });

/** Approvals lent, now or from a day to come. Moments are ISO 8601. */
export interface LendingDto {
  readonly id: string;
  /** The other person: to whom when it is one's own, from whom when it was lent to one. */
  readonly person: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
  readonly isNow: boolean;
}

export interface AwayPage {
  /** May answer everything that waits for them at once. */
  readonly mayAnswerAll: boolean;
  /** Who has nothing to approve has nothing to lend. */
  readonly mayLend: boolean;
  readonly lent: readonly LendingDto[];
  readonly borrowed: readonly LendingDto[];
  readonly colleagues: readonly (PersonRef & { readonly role: Role })[];
}

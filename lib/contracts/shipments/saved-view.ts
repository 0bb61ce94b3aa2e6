import { z } from "zod";
import { ROLES, type Role } from "@/lib/domain/access/role";

/** A filter someone wants again, with who else sees it. */
export interface SavedViewLine {
  readonly id: string;
  readonly name: string;
  /** The query string of the page, without "?". */
  readonly query: string;
  readonly own: boolean;
  readonly sharedWithRole: Role | null;
}

export const saveViewInput = z.object({
  page: z.enum(["shipments", "messages", "exceptions"]),
  name: z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 characters."),
  query: z.string().max(2_000),
  sharedWithRole: z.enum(ROLES).nullable(),
});
export type SaveViewInput = z.infer<typeof saveViewInput>;

export const deleteViewInput = z.object({ id: z.uuid() });
export type DeleteViewInput = z.infer<typeof deleteViewInput>;

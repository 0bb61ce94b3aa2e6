import { can } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/usecases/context";

/** Which pages about notices this person may open; each asks again when it reads. */
export const noticeRights = ({ actor }: Context) => ({
  readSent: can(actor, "notice.read"),
  manageTemplates: can(actor, "notice.manage"),
});

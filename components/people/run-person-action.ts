import {
  changeRole,
  disablePerson,
  enablePerson,
  resetPassword,
  revokeSessions,
} from "@/lib/actions/access/people";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { ChangeRoleInput, OneTimePassword } from "@/lib/contracts/people";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import type { PersonAction } from "./person-words";

interface Done {
  /** What happened, in words. */
  readonly done: string;
  readonly password?: OneTimePassword;
}

/** Does it and says what was done. */
export async function runPersonAction(
  action: PersonAction,
  { userId, reason, role }: ChangeRoleInput,
): Promise<ActionResult<Done>> {
  switch (action) {
    case "role":
      return said(await changeRole({ userId, reason, role }), () => ({
        done: `role is now ${ROLE_LABELS[role]}.`,
      }));
    case "disable":
      return said(await disablePerson({ userId, reason }), (ended) => ({
        done: `disabled, ${ended} open sessions ended.`,
      }));
    case "enable":
      return said(await enablePerson({ userId, reason }), () => ({ done: "can sign in again." }));
    case "sessions":
      return said(await revokeSessions({ userId, reason }), (ended) => ({
        done: `${ended} open sessions ended.`,
      }));
    case "reset":
      return said(await resetPassword({ userId, reason }), (password) => ({
        done: "password was reset.",
        password,
      }));
  }
}

function said<T>(answer: ActionResult<T>, words: (value: T) => Done): ActionResult<Done> {
  return answer.ok ? { ok: true, value: words(answer.value) } : answer;
}

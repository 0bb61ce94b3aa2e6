import {
  checkActing,
  checkNoWriting,
  checkReading,
  type PermissionCheck,
} from "@/lib/connectors/odoo/setup/check-permissions";
import type { ServerLink } from "@/lib/connectors/odoo/setup/server-link";
import type { OdooFields } from "@/lib/domain/odoo/connection";
import type { StepOutcome } from "./setup-steps";

const SHOWN = 5;

/** Every permission of both users. A missing one fails; one too many is told, for an Odoo with rules of its own. */
export async function checkAccess(
  reader: ServerLink,
  actor: ServerLink,
  fields: OdooFields,
): Promise<StepOutcome<boolean>> {
  const needed = await checkReading(reader.client, fields);
  const forbidden = await checkNoWriting(reader.transport, Object.keys(fields));
  const acting = await checkActing(actor.transport);
  const missing = [...needed, ...acting.filter(({ subject }) => !isProhibition(subject))].filter(isWrong);
  const beyond = [...forbidden, ...acting.filter(({ subject }) => isProhibition(subject))].filter(isWrong);
  const total = needed.length + forbidden.length + acting.length;
  if (missing.length > 0) {
    return { value: false, state: "failed", text: `Missing: ${list([...missing, ...beyond])}` };
  }
  if (beyond.length > 0)
    return { value: true, state: "warned", text: `More than it should: ${list(beyond)}` };
  return {
    value: true,
    text: `${total} permissions are as they should be; a write by the reader was refused.`,
  };
}

const isWrong = (check: PermissionCheck) => !check.held;
const isProhibition = (subject: string) => subject.startsWith("actor may not ");

function list(checks: readonly PermissionCheck[]): string {
  const shown = checks.slice(0, SHOWN).map(({ subject, message }) => `${subject}: ${message}`);
  const more = checks.length > SHOWN ? `, and ${checks.length - SHOWN} more` : "";
  return `${shown.join("; ")}${more}.`;
}

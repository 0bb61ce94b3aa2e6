import { CLOCK_KINDS, type ClockKind, PAUSE_KINDS, type PolicyScope } from "@/lib/domain/clock/clock-policy";
import { resolveTime } from "@/lib/domain/time/resolve-time";
import { readDuration } from "./duration-field";
import { isAppointment } from "./policy-words";

/** What the fields of the dialog hold, as the actions take it. What is wrong with it the server says, field by field. */
export function readTerms(form: FormData, kind: ClockKind) {
  const calendar = textOf(form, "calendar");
  return {
    name: textOf(form, "name"),
    budgetMinutes: readDuration(form, "budgetMinutes"),
    earlyMinutes:
      isAppointment(kind) && form.get("earlyCounts") !== null ? readDuration(form, "earlyMinutes") : null,
    atRiskMinutes: readDuration(form, "atRiskMinutes"),
    calendar: calendar === "" ? null : calendar,
    pauses: PAUSE_KINDS.filter((pause) => form.get(`pause-${pause}`) !== null),
  };
}

export function readScope(form: FormData): PolicyScope {
  const [customer, carrier, mode, connectionId, origin, destination] = [
    "customer",
    "carrier",
    "mode",
    "connectionId",
    "origin",
    "destination",
  ].map((name) => textOf(form, name));
  return {
    ...(customer ? { customer } : {}),
    ...(carrier ? { carrier } : {}),
    ...(mode ? { mode } : {}),
    ...(connectionId ? { connectionId } : {}),
    ...(origin || destination ? { lane: { origin: origin ?? "", destination: destination ?? "" } } : {}),
  };
}

/** A date and time in the company's zone as an instant; null when left empty, as it was typed when it is none. */
export function readEffectiveAt(form: FormData, zone: string): string | null {
  const local = textOf(form, "effectiveAt");
  if (local === "") return null;
  const at = resolveTime({ local, offset: null }, zone);
  return at === null ? local : new Date(at).toISOString();
}

export function readKind(value: string): ClockKind | undefined {
  return CLOCK_KINDS.find((kind) => kind === value);
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

import type { StatedTime } from "@/lib/domain/event/draft";

/** A record as Odoo's API gives it: many2one as `[id, "name"]`, empty as `false`, times naive UTC. */
export type OdooValues = Readonly<Record<string, unknown>>;

/** Text of a field; null where Odoo says `false` or nothing. */
export function textOf(values: OdooValues, field: string): string | null {
  const value = values[field];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** A number; null where there is none. Odoo says `false` for an empty number of a relation only, 0 otherwise. */
export function numberOf(values: OdooValues, field: string): number | null {
  const value = values[field];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Id behind a many2one, read as `[id, "name"]` or as a bare id. */
export function idOf(values: OdooValues, field: string): number | null {
  const value = values[field];
  const id = Array.isArray(value) ? value[0] : value;
  return typeof id === "number" && Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** Name behind a many2one. */
export function nameOf(values: OdooValues, field: string): string | null {
  const value = values[field];
  return Array.isArray(value) && typeof value[1] === "string" && value[1] !== "" ? value[1] : null;
}

/** Ids of a one2many or many2many. */
export function idsOf(values: OdooValues, field: string): readonly number[] {
  const value = values[field];
  return Array.isArray(value) ? value.filter((id): id is number => Number.isSafeInteger(id)) : [];
}

/** A datetime: naive, and always UTC. */
export function timeOf(values: OdooValues, field: string): StatedTime | null {
  return statedUtc(textOf(values, field));
}

/** `YYYY-MM-DD HH:MM:SS` as Odoo writes a moment, in UTC; null when it is none. */
export function statedUtc(text: string | null): StatedTime | null {
  const [, date, clock] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(text ?? "") ?? [];
  return date && clock ? { local: `${date}T${clock}`, offset: "Z" } : null;
}

/** A date: a day of the local calendar, without a clock or a zone. */
export function dayOf(values: OdooValues, field: string): StatedTime | null {
  const [date] = /^\d{4}-\d{2}-\d{2}/.exec(textOf(values, field) ?? "") ?? [];
  return date ? { local: date, offset: null } : null;
}

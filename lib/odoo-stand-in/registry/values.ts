/** A value as a row keeps it: many2one as id or `false`, x2many as ids, empty as `false`, dates as Odoo writes them. */
export type Value = string | number | boolean | readonly number[] | { readonly [key: string]: Value } | null;

export interface Row {
  readonly id: number;
  readonly [field: string]: Value;
}

export type Values = Readonly<Record<string, unknown>>;

export const ids = (value: Value | undefined): readonly number[] => (Array.isArray(value) ? value : []);
export const reference = (value: Value | undefined): number => (typeof value === "number" ? value : 0);
export const amount = (value: Value | undefined): number => (typeof value === "number" ? value : 0);
export const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** Money and quantities carry two decimals, as in a database that keeps them as numerics. */
export const cents = (value: number): number => Math.round(value * 100) / 100 + 0;

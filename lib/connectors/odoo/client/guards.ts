import type { OdooDomain } from "./odoo-client";
import { OdooError } from "./odoo-error";

const MODEL = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/;
const METHOD = /^[a-z][a-z0-9_]*$/;

/** @throws {OdooError} of kind `caller_bug`: nothing was sent. */
export function callerBug(message: string): never {
  throw new OdooError("caller_bug", `${message} Nothing was sent to Odoo.`);
}

/**
 * Positive whole numbers, at least one. Odoo answers 200 and does nothing for empty, null and absent ids, and invents a record for `[null]`;
 * strings (a bigint column read as text) find nothing.
 */
export function checkIds(ids: readonly number[], what: string): void {
  if (!Array.isArray(ids) || ids.length === 0) callerBug(`${what} was called without ids.`);
  const wrong = ids.find((id) => !Number.isSafeInteger(id) || id <= 0);
  if (ids.some((id) => !Number.isSafeInteger(id) || id <= 0)) {
    callerBug(`${what} was called with an id that is no positive whole number (${typeof wrong}).`);
  }
}

/** Part of an address in JSON-2: anything but a model's name could lead elsewhere. */
export function checkModel(model: string): void {
  if (!MODEL.test(model)) callerBug(`"${model}" is no name of an Odoo model.`);
}

export function checkMethod(method: string): void {
  if (!METHOD.test(method)) callerBug(`"${method}" is no public method.`);
}

/** Without fields Odoo computes all of them: thirty times slower. */
export function checkFields(fields: readonly string[], what: string): void {
  if (!Array.isArray(fields) || fields.length === 0) callerBug(`${what} was called without fields.`);
}

/** Without a domain Odoo returns the whole table; a string compared with `id` finds nothing. */
export function checkDomain(domain: OdooDomain, what: string): void {
  if (!Array.isArray(domain)) callerBug(`${what} was called without a domain.`);
  for (const leaf of domain) {
    if (typeof leaf === "string" || leaf[0] !== "id") continue;
    const values = Array.isArray(leaf[2]) ? leaf[2] : [leaf[2]];
    if (values.some((value) => !Number.isSafeInteger(value)))
      callerBug(`${what} compares "id" with no number.`);
  }
}

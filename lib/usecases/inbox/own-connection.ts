const OWN_DIALECTS: readonly string[] = ["manual", "odoo"];

/**
 * True for connections whose messages Milepost writes itself: what people enter by hand, with the person as their source, and what was read from
 * Odoo. Bytes from anywhere else must never reach them.
 */
export const isOwnConnection = (dialect: string) => OWN_DIALECTS.includes(dialect);

export const OWN_ONLY =
  "This connection holds what Milepost writes itself, entered by hand or read from Odoo; no file can speak for either. Nothing was stored. Choose the connection of the partner the file came from.";

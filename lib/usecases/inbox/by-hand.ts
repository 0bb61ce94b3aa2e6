/**
 * True for the connection that holds what people enter by hand. Its messages name a signed-in person as their source, so
 * that bytes from anywhere else must never reach it.
 */
export const isByHand = (dialect: string) => dialect === "manual";

export const BY_HAND_ONLY =
  "This connection holds what people enter by hand; no file can speak for a person. Nothing was stored. Add the event on the shipment's page.";

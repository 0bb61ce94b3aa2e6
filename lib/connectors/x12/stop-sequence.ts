/** Largest stop number the standard's three digits can state. Source: ASC X12 element 165 (S5-01), N0 of one to three digits. */
const MAX_STOP_SEQUENCE = 999;

/**
 * Stop number 1 to 999 of S5-01 or of an L11 with qualifier QN, leading zeros allowed; null when it is none: a shipment number put
 * there by mistake names no stop. Source: ASC X12 elements 165 (stop sequence number) and 128 (QN).
 */
export function readStopSequence(written: string): number | null {
  const number = /^\d+$/.test(written) ? Number(written) : 0;
  return number > 0 && number <= MAX_STOP_SEQUENCE ? number : null;
}

import { resolveTime } from "@/lib/domain/time/resolve-time";

/** A date and time on the wall of the zone as an instant; as typed when it is none, for the server to say so. */
export function instantOf(local: string, zone: string): string {
  const at = resolveTime({ local, offset: null }, zone);
  return at === null ? local : new Date(at).toISOString();
}

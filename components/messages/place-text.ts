import type { Place } from "@/lib/domain/event/draft";

/** "Dijon, FR", as far as known; null when nothing is. */
export function placeText(place: Place | null): string | null {
  if (!place) return null;
  const parts = [place.city ?? place.name ?? place.code, place.region, place.country].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}

import type { BoardPage, BoardRow } from "@/lib/contracts/shipments/board-page";

/** What a reader sees of a page of the board: rows in the order they first saw them. */
export interface ShownRows {
  readonly rows: readonly BoardRow[];
}

export interface Reconciled extends ShownRows {
  /** Rows that say something else than before, to be flashed once. */
  readonly changedIds: readonly string[];
  /** Rows that came, went or moved: shown only when the reader asks. */
  readonly waiting: number;
}

/**
 * What to show when news arrive while a page is being read: every row gets its new content in its old place. Rows that would
 * come, go or move are only counted, because a list that shifts under the eyes makes people act on the wrong row.
 */
export function reconcileRows(shown: ShownRows, page: BoardPage): Reconciled {
  // Nothing is being read yet.
  if (shown.rows.length === 0) return { rows: page.rows, changedIds: [], waiting: 0 };
  const fresh = new Map([...page.rows, ...page.elsewhere].map((row) => [row.id, row]));
  const rows = shown.rows.map((row) => fresh.get(row.id) ?? row);
  const changedIds = rows
    .filter((row, index) => row.version !== shown.rows[index]?.version)
    .map((row) => row.id);
  return { rows, changedIds, waiting: differences(shown.rows, page.rows) };
}

function differences(shown: readonly BoardRow[], fresh: readonly BoardRow[]): number {
  const placeNow = new Map(fresh.map((row, index) => [row.id, index]));
  const stayed = shown.flatMap((row) => placeNow.get(row.id) ?? []);
  const [gone, come] = [shown.length - stayed.length, fresh.length - stayed.length];
  return Math.max(gone, come) + stayed.length - longestRise(stayed);
}

/** Length of the longest rising subsequence: rows of it kept their order, the others moved between them. */
function longestRise(places: readonly number[]): number {
  const smallestEnd: number[] = [];
  for (const place of places) {
    const at = smallestEnd.findIndex((end) => end > place);
    if (at < 0) smallestEnd.push(place);
    else smallestEnd[at] = place;
  }
  return smallestEnd.length;
}

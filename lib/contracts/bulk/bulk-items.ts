import { z } from "zod";
import type { BulkItemDto } from "./bulk-run";

/** A page of what became of each item; places are positions in the plan. */
export interface BulkItemPage {
  readonly rows: readonly BulkItemDto[];
  /** Where the next page begins; null on the last. */
  readonly after: number | null;
  /** Where the page before begins; null on the first. */
  readonly before: number | null;
}

/** `after` of an address; anything else is the first page. */
export const bulkItemsAfter = z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0);

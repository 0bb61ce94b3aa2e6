import { z } from "zod";
import { MILESTONES, type Milestone } from "@/lib/domain/event/milestone";
import { REFERENCE_TYPES } from "@/lib/domain/reference/reference";

const column = z.string().trim().min(1).max(100);
const referenceType = z.enum(REFERENCE_TYPES);

/** How the columns of a partner's status file are read. */
const csvStatusMappingInput = z.object({
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  columns: z.object({
    status: column,
    occurredAt: column,
    reference: column,
    eventId: column.optional(),
    city: column.optional(),
    region: column.optional(),
    country: column.optional(),
    note: column.optional(),
    voids: column.optional(),
  }),
  referenceType,
  moreReferences: z
    .record(column, referenceType)
    .refine((map) => Object.keys(map).length <= 50, "At most 50 columns.")
    .optional(),
  timeFormat: z.enum(["iso", "YYYY-MM-DD HH:mm", "DD.MM.YYYY HH:mm", "MM/DD/YYYY HH:mm"]),
  statuses: z
    .record(z.string().trim().min(1).max(100), z.enum(MILESTONES as [Milestone, ...Milestone[]]))
    .refine((map) => Object.keys(map).length <= 500, "At most 500 status words."),
});

/** How the columns of a warehouse's stock file are read. */
const csvStockMappingInput = z.strictObject({
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  columns: z.object({
    product: column,
    quantity: column,
    location: column.optional(),
    unit: column.optional(),
    lot: column.optional(),
    countedAt: column.optional(),
    snapshot: column.optional(),
  }),
  location: z.string().trim().min(1).max(100).optional(),
  decimal: z.enum([".", ","]).optional(),
  timeFormat: z.enum(["iso", "YYYY-MM-DD HH:mm", "DD.MM.YYYY HH:mm", "MM/DD/YYYY HH:mm"]).optional(),
  isComplete: z.boolean().optional(),
});

/** How a partner's CSV is read, as a person or a file states it. */
export const csvMappingInput = z.union([csvStatusMappingInput, csvStockMappingInput]);

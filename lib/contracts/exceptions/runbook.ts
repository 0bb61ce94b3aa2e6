import { z } from "zod";
import { EXCEPTION_KINDS, type ExceptionKind } from "@/lib/domain/exception/exception";

/** What to do by hand about a kind. Version 0 is built in. */
export interface RunbookDto {
  readonly kind: ExceptionKind;
  readonly version: number;
  readonly markdown: string;
  /** Null for the built-in text. */
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly reason: string | null;
}

/** All versions, newest first; the built-in one is last. */
export interface RunbookHistory {
  readonly kind: ExceptionKind;
  readonly versions: readonly RunbookDto[];
}

export const RUNBOOK_MOST_CHARACTERS = 20_000;

export const editRunbookInput = z.object({
  kind: z.enum(EXCEPTION_KINDS),
  markdown: z
    .string()
    .trim()
    .min(20, "Write what to do, in a sentence at least.")
    .max(RUNBOOK_MOST_CHARACTERS),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  /** The version the editor opened; 0 is the built-in text. */
  expectedVersion: z.int().min(0),
});
export type EditRunbookInput = z.input<typeof editRunbookInput>;

import { z } from "zod";
import type { ExceptionRow } from "./exception-list";
import type { HistoryLine } from "./exception-page";

/** Since this local time of day: the last time it struck, in the company's zone. */
export const handoverQuerySchema = z.object({
  since: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .catch("06:00")
    .default("06:00"),
});
export type HandoverQuery = z.infer<typeof handoverQuerySchema>;

/** Something that happened in the shift, with what it happened to. */
export interface HandoverLine {
  readonly exception: Pick<
    ExceptionRow,
    "id" | "kind" | "subject" | "summary" | "severity" | "state" | "customer"
  >;
  readonly line: Pick<HistoryLine, "action" | "actor" | "isRule" | "note" | "detail" | "at">;
}

export interface HandoverCount {
  readonly count: number;
  /** The newest ones, at most fifty. */
  readonly lines: readonly HandoverLine[];
}

export interface Handover {
  readonly query: HandoverQuery;
  /** ISO 8601 of the moment, and the zone it was read in. */
  readonly sinceAt: string;
  readonly zone: string;
  readonly opened: HandoverCount;
  readonly closed: HandoverCount;
  readonly reopened: HandoverCount;
  /** Taken, given, put off or spoken about. */
  readonly handled: HandoverCount;
  /** Open or acknowledged, critical or high, the gravest first; at most fifty. */
  readonly stillGrave: {
    readonly count: number;
    readonly more: boolean;
    readonly rows: readonly ExceptionRow[];
  };
  /** What each person did since, most first. */
  readonly people: readonly {
    readonly name: string;
    readonly actions: number;
    readonly resolved: number;
    readonly comments: number;
  }[];
  /** Set when more happened than could be looked through: from when on it was. */
  readonly cutAt: string | null;
}

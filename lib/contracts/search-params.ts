import { z } from "zod";

/** The parameters of an address, as a page or a URL has them. */
export type RawParams = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

/** Each parameter once: of several of one name the first counts. */
export function firstParams(params: RawParams): Record<string, string> {
  const entries = params instanceof URLSearchParams ? [...params].reverse() : Object.entries(params);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[key, first]];
    }),
  );
}

/** A day of the calendar that has a day before and after it in any zone and in Postgres. */
export function isDay(text: string): boolean {
  return /^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/.test(text) && z.iso.date().safeParse(text).success;
}

export const dayParam = z.string().refine(isDay).optional().catch(undefined);

/** A name people chose, of a customer or a carrier. */
export const nameParam = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes("\0"))
  .optional()
  .catch(undefined);

/** Text to look for. */
export const findParam = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !text.includes("\0"))
  .optional()
  .catch(undefined);

const PLACE = {
  /** One digit: a rank, a state, a section. */
  rank: /\d/,
  /** An instant as Postgres writes it in UTC. */
  at: /\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00/,
  id: /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  kind: /[a-z_]{3,30}/,
  stop: /\d{1,4}/,
} as const;

/** A place in the order of a list, its parts joined. What Postgres could not read is none. */
export function placeParam(parts: readonly (keyof typeof PLACE)[], joinedBy: "_" | "~") {
  const whole = new RegExp(`^${parts.map((part) => PLACE[part].source).join(joinedBy)}$`);
  const at = parts.indexOf("at");
  return z
    .string()
    .refine((text) => whole.test(text) && isThere(text.split(joinedBy)[at] ?? ""))
    .optional()
    .catch(undefined);
}

/** 31 February has the form of a day and is none. */
function isThere(at: string): boolean {
  const moment = new Date(at);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === at.slice(0, 10);
}

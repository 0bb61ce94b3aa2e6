import { customType, timestamp } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** 64-bit transaction id; a decimal string, because it outgrows a double. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** Text compared byte by byte: equal, prefix and order look-ups share one index, and no locale can change them. */
export const textC = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });

/** An instant with microseconds in Postgres and a `Date` in code. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

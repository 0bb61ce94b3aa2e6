/** "20 Nov 2026, 14:05:12 GMT+1 (Europe/Paris)": the zone is always named, because the reader's is often not the place's. */
export function instantText(at: Date, timeZone: string): string {
  const date = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(at);
  return timeZone === "UTC" ? date : `${date} (${timeZone})`;
}

/** "20 Nov 14:05", with the year only when it is not the year of `now`: for columns, next to a zone named in the header. */
export function shortInstantText(at: Date, timeZone: string, now: Date): string {
  const parts = (instant: Date) =>
    Object.fromEntries(
      new Intl.DateTimeFormat("en-GB", {
        timeZone,
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
      })
        .formatToParts(instant)
        .map((part) => [part.type, part.value]),
    );
  const then = parts(at);
  const year = then.year === parts(now).year ? "" : ` ${then.year}`;
  return `${then.day} ${then.month}${year} ${then.hour}:${then.minute}`;
}

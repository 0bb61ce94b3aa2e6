"use client";

import { createContext, useContext } from "react";

const TimeZoneContext = createContext("UTC");

/** The zone in which this page writes its times, an IANA name such as "Europe/Amsterdam". */
export function TimeZoneProvider({
  zone,
  children,
}: {
  readonly zone: string;
  readonly children: React.ReactNode;
}) {
  return <TimeZoneContext value={zone}>{children}</TimeZoneContext>;
}

export function useTimeZone(): string {
  return useContext(TimeZoneContext);
}

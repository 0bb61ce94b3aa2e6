import type { TraceQuery } from "./trace-page";

/** The address of a trace. */
export function traceHref(query: Partial<TraceQuery>): string {
  const params = new URLSearchParams();
  for (const name of ["from", "q", "scope", "before", "after", "open"] as const) {
    const value = query[name];
    if (value && !(name === "scope" && value === "all")) params.set(name, value);
  }
  const text = params.toString();
  return text ? `/trace?${text}` : "/trace";
}

import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string>();

/** Runs `work` so that every request to Odoo made in it carries this `traceparent`. */
export function withTraceparent<T>(traceparent: string, work: () => Promise<T>): Promise<T> {
  return current.run(traceparent, work);
}

/** The header for a request made now; nothing outside of `withTraceparent`. */
export function traceHeader(): { readonly traceparent?: string } {
  const traceparent = current.getStore();
  return traceparent ? { traceparent } : {};
}

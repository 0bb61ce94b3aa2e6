import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import {
  type ExceptionQuery,
  exceptionParams,
  exceptionsHref,
} from "@/lib/contracts/exceptions/exception-query";

/** Finds exceptions by the start of what they are about: a shipment's number, a connection's name. */
export function TextFilter({ query }: { readonly query: ExceptionQuery }) {
  const kept = exceptionParams({ ...query, q: undefined, after: undefined, before: undefined });
  return (
    <Form action="/exceptions" scroll={false} className="relative ml-auto max-sm:ml-0 max-sm:w-full">
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input
        // A new address is a new box: what was typed must not outlive it.
        key={query.q ?? ""}
        type="search"
        name="q"
        defaultValue={query.q}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        aria-label="Shipment, message or connection"
        placeholder="Shipment or connection"
        className="w-52 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
      />
      {query.q && (
        <Link
          href={exceptionsHref(query, { q: undefined })}
          aria-label="Show all again"
          className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-ink-3 hover:text-ink"
        >
          <X size={14} aria-hidden="true" />
        </Link>
      )}
    </Form>
  );
}

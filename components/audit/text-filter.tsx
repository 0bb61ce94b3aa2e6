import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { type AuditQuery, auditHref } from "@/lib/contracts/audit/audit-query";
import { KeptParams } from "./kept-params";

/** Finds rows by the beginnings of words in them: a name, a reason, a number, what was changed. */
export function TextFilter({ query }: { readonly query: AuditQuery }) {
  return (
    <Form action="/audit" scroll={false} className="relative ml-auto max-sm:ml-0 max-sm:w-full">
      <KeptParams query={query} without={["q"]} />
      <input
        // A new address is a new box: what was typed must not outlive it.
        key={query.q ?? ""}
        type="search"
        name="q"
        defaultValue={query.q}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        aria-label="Words in the row"
        placeholder="Name, reason, number"
        className="w-52 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
      />
      {query.q && (
        <Link
          href={auditHref(query, { q: undefined })}
          aria-label="Show all again"
          className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-ink-3 hover:text-ink"
        >
          <X size={14} aria-hidden="true" />
        </Link>
      )}
    </Form>
  );
}

import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { type MessageQuery, messagesHref } from "@/lib/contracts/messages/message-query";
import { KeptParams } from "./kept-params";

/** Finds messages by a reference they wait for or told about, or by their own id. */
export function TextFilter({ query }: { readonly query: MessageQuery }) {
  return (
    <search className="ml-auto max-sm:ml-0 max-sm:w-full">
      <Form action="/messages" scroll={false} className="relative">
        <KeptParams query={query} without={["q"]} />
        <input
          // A new address is a new box: what was typed must not outlive it.
          key={query.q ?? ""}
          type="search"
          name="q"
          defaultValue={query.q}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          aria-label="Reference or message id"
          placeholder="Reference or message id"
          className="w-64 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
        />
        {query.q && (
          <Link
            href={messagesHref(query, { q: undefined })}
            aria-label="Show all again"
            className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-ink-3 hover:text-ink"
          >
            <X size={14} aria-hidden="true" />
          </Link>
        )}
      </Form>
    </search>
  );
}

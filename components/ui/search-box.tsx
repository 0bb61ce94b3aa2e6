import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";

interface SearchBoxProps {
  /** What can be typed, also inside the empty box. */
  readonly label: string;
  /** What is looked for now. */
  readonly value: string | undefined;
  /** The same list without it: where the box leads with `q` added, and what the cross opens. */
  readonly clearHref: string;
}

/** A box that finds within a list; the rest of the address stays. */
export function SearchBox({ label, value, clearHref }: SearchBoxProps) {
  const [path = "", kept] = clearHref.split("?");
  return (
    <search className="ml-auto max-sm:ml-0 max-sm:w-full">
      <Form action={path} scroll={false} className="relative">
        {[...new URLSearchParams(kept)].map(([name, given]) => (
          <input key={name} type="hidden" name={name} value={given} />
        ))}
        <input
          // A new address is a new box: what was typed must not outlive it.
          key={value ?? ""}
          type="search"
          name="q"
          defaultValue={value}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          placeholder={label}
          className="w-64 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
        />
        {value && (
          <Link
            href={clearHref}
            scroll={false}
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

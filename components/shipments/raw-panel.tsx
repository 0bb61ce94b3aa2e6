import { X } from "lucide-react";
import Link from "next/link";
import { RawView } from "@/components/messages/raw-view";
import type { RawView as RawViewData } from "@/lib/contracts/messages/raw-view";

interface RawPanelProps {
  readonly view: RawViewData;
  readonly title: string;
  readonly closeHref: string;
}

/** The message an event came from, with the place marked: what the partner really sent, beside what we made of it. */
export function RawPanel({ view, title, closeHref }: RawPanelProps) {
  return (
    <section
      aria-label="Message behind the event"
      className="min-w-0 overflow-clip rounded-card border border-accent bg-surface max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:rounded-b-none max-lg:shadow-xl lg:sticky lg:top-[calc(var(--top-height)+12px)] lg:z-10"
    >
      <div className="flex items-start justify-between gap-2 border-b border-line px-4 py-2.5">
        <div className="min-w-0">
          <h2>{title}</h2>
          <p className="text-xs text-ink-3">
            <Link
              href={`/messages/${view.messageId}${view.at ? `?at=${encodeURIComponent(view.at)}` : ""}`}
              className="underline hover:text-ink"
            >
              Open the whole message
            </Link>
          </p>
        </div>
        <Link
          href={closeHref}
          scroll={false}
          aria-label="Close the message"
          className="rounded-md p-1 text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <X size={16} aria-hidden="true" />
        </Link>
      </div>
      <RawView view={view} className="max-h-[46dvh]" />
    </section>
  );
}

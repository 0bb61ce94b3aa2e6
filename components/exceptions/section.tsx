import { useId } from "react";

interface SectionProps {
  readonly title?: string;
  readonly aside?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** One part of an exception, parted from the next by a line. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className="border-b border-line px-4 py-3.5 last:border-b-0"
    >
      {title && (
        <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-2.5">
          <h2 id={id}>{title}</h2>
          {aside && <span className="text-xs text-ink-3">{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

import Link from "next/link";
import { classNames } from "./class-names";

export const PILL_LOOK =
  "inline-flex items-center gap-1.5 rounded-btn border px-2.5 py-1 whitespace-nowrap select-none";
export const PILL_OFF = "border-line-strong bg-surface text-ink-2 hover:text-ink hover:border-field";
export const PILL_ON = "border-accent bg-accent-soft text-accent";

interface FilterPillProps {
  readonly href: string;
  readonly on?: boolean;
  readonly children: React.ReactNode;
  /** Shown after the words, tabular. */
  readonly count?: number | string;
}

/** One filter as a link: the state of a list lives in its URL. Pressing an active one should lead to it being off. */
export function FilterPill({ href, on = false, children, count }: FilterPillProps) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={on ? "true" : undefined}
      className={classNames(PILL_LOOK, on ? PILL_ON : PILL_OFF)}
    >
      {children}
      {count !== undefined && <span className="tabular-nums">{count}</span>}
    </Link>
  );
}

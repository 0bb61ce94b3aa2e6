"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { useNavCounts } from "@/lib/client/use-nav-counts";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import { isCurrent, type NavCount, type NavItem, type NavSection } from "./nav";
import { navCountTexts } from "./nav-counts";

interface RailNavProps {
  readonly sections: readonly NavSection[];
  /** As they came with the page. */
  readonly counts: NavCountsDto;
  readonly onNavigate?: () => void;
}

export function RailNav({ sections, counts, onNavigate }: RailNavProps) {
  const pathname = usePathname();
  const idPrefix = useId();
  const texts = navCountTexts(useNavCounts(counts));
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      {sections.map((section) => {
        const headingId = `${idPrefix}${section.title}`;
        return (
          <div key={section.title}>
            {section.title !== null && (
              <p id={headingId} className="px-2 pt-3 pb-1 text-2xs font-semibold tracking-[.02em] text-ink-3">
                {section.title}
              </p>
            )}
            <ul
              aria-labelledby={section.title === null ? undefined : headingId}
              className="flex flex-col gap-0.5"
            >
              {section.items.map((item) => (
                <RailLink
                  key={item.key}
                  item={item}
                  count={texts[item.key]}
                  current={isCurrent(item, pathname)}
                  onNavigate={onNavigate}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

interface RailLinkProps {
  readonly item: NavItem;
  readonly count: NavCount | undefined;
  readonly current: boolean;
  readonly onNavigate: (() => void) | undefined;
}

function RailLink({ item, count, current, onNavigate }: RailLinkProps) {
  return (
    <li>
      <Link
        href={item.href}
        aria-current={current ? "page" : undefined}
        onClick={onNavigate}
        className={classNames(
          "flex justify-between gap-2 rounded-md px-2 py-1.25",
          current
            ? "bg-surface font-medium text-ink shadow-[0_0_0_1px_var(--line)]"
            : "text-ink-2 hover:text-ink",
        )}
      >
        {item.label}
        {count && (
          <b
            className={classNames("text-xs font-medium tabular-nums", count.hot ? "text-bad" : "text-ink-3")}
          >
            {count.text}
            {count.means && <VisuallyHidden> {count.means}</VisuallyHidden>}
          </b>
        )}
      </Link>
    </li>
  );
}

import Link from "next/link";
import { classNames } from "./class-names";
import { PILL_LOOK, PILL_OFF, PILL_ON } from "./filter-pill";

interface Tab {
  readonly href: string;
  readonly label: React.ReactNode;
  readonly current: boolean;
}

/** Views of one thing, each with its own address, so that a link opens the same view. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-2.5">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "page" : undefined}
          className={classNames(PILL_LOOK, tab.current ? PILL_ON : PILL_OFF)}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

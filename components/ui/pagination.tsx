import { buttonLook } from "./button-look";
import { LinkButton } from "./link-button";

interface PaginationProps {
  /** Address of the page before, null on the first. */
  readonly newerHref: string | null;
  /** Address of the page after, null on the last. */
  readonly olderHref: string | null;
  /** What is shown: "50 shipments, oldest 12 Nov". */
  readonly summary?: React.ReactNode;
  readonly newerLabel?: string;
  readonly olderLabel?: string;
}

/** Pages by key: a place in the order instead of a number, so that new rows never shift what is being read. */
export function Pagination({
  newerHref,
  olderHref,
  summary,
  newerLabel = "Newer",
  olderLabel = "Older",
}: PaginationProps) {
  const onlyPage = newerHref === null && olderHref === null;
  if (onlyPage && !summary) return null;
  return (
    <nav aria-label="Pages" className="mt-2.5 flex flex-wrap items-center gap-2.5">
      <p className="mr-auto text-xs text-ink-3">{summary}</p>
      {!onlyPage && (
        <>
          <PageLink href={newerHref} label={newerLabel} rel="prev" />
          <PageLink href={olderHref} label={olderLabel} rel="next" />
        </>
      )}
    </nav>
  );
}

function PageLink({
  href,
  label,
  rel,
}: {
  readonly href: string | null;
  readonly label: string;
  readonly rel: string;
}) {
  if (href) {
    return (
      <LinkButton href={href} rel={rel}>
        {label}
      </LinkButton>
    );
  }
  return (
    <button type="button" disabled className={buttonLook("default")}>
      {label}
    </button>
  );
}

import Link from "next/link";

interface AtLinkProps {
  readonly messageId: string;
  /** "segment 12", "row 3", "$.tracking_details[2]" */
  readonly at: string;
  /** False where the reader may not see the bytes: the position is then only said. */
  readonly leads: boolean;
}

/** A position in the bytes; leads to it in the raw view of the same page. */
export function AtLink({ messageId, at, leads }: AtLinkProps) {
  if (!leads) return <span className="mono whitespace-nowrap text-ink-2">{at}</span>;
  return (
    <Link
      href={`/messages/${messageId}?at=${encodeURIComponent(at)}#bytes`}
      className="mono whitespace-nowrap text-accent underline underline-offset-2"
    >
      {at}
    </Link>
  );
}

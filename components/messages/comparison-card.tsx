import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { CopyComparison, DifferingLine } from "@/lib/contracts/messages/copy-comparison";

interface ComparisonCardProps {
  readonly comparison: CopyComparison;
  readonly firstId: string;
}

/** Two copies under one delivery key, side by side where they differ: what a person decides on. */
export function ComparisonCard({ comparison, firstId }: ComparisonCardProps) {
  const { onlyFirst, onlyThis, sameCount, more, unit } = comparison;
  const isSame = onlyFirst.length === 0 && onlyThis.length === 0;
  return (
    <Card flush title="How this copy differs from the first">
      {isSame ? (
        <p className="px-4 py-2.5">Every {unit} is the same. Only order, blanks or line ends differ.</p>
      ) : (
        <div className="grid sm:grid-cols-2 sm:divide-x sm:divide-line">
          <Side title="Only in the first copy" lines={onlyFirst} href={`/messages/${firstId}`} />
          <Side title="Only in this copy" lines={onlyThis} />
        </div>
      )}
      <p className="border-t border-line px-4 py-2 text-xs text-ink-3">
        {sameCount.toLocaleString("en")} {unit}
        {sameCount === 1 ? "" : "s"} are the same in both.
        {more && " There are more differences than are listed."}
      </p>
    </Card>
  );
}

function Side({ title, lines, href }: { title: string; lines: readonly DifferingLine[]; href?: string }) {
  return (
    <section aria-label={title} className="min-w-0 px-4 py-2.5 max-sm:border-b max-sm:border-line">
      <h3 className="text-xs font-medium text-ink-3">
        {href ? (
          <Link href={href} className="text-accent underline">
            {title}
          </Link>
        ) : (
          title
        )}
      </h3>
      {lines.length === 0 && <p className="mt-1 text-ink-3">nothing</p>}
      <ol className="mt-1 mono max-h-72 overflow-y-auto">
        {lines.map((line) => (
          <li key={line.number} className="grid grid-cols-[4ch_minmax(0,1fr)] gap-x-2">
            <span className="text-right text-ink-3">{line.number}</span>
            <span className="break-all whitespace-pre-wrap">{line.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

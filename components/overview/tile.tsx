import Link from "next/link";
import { Card } from "@/components/ui/card";

interface TileProps {
  readonly label: string;
  readonly value: React.ReactNode;
  /** The list the number counts. */
  readonly href?: string | undefined;
  readonly children?: React.ReactNode;
}

/** One number with what it counts; pressing it opens the list. */
export function Tile({ label, value, href, children }: TileProps) {
  return (
    <Card className="flex flex-col">
      <p className="text-xs text-ink-3">{label}</p>
      <p className="mt-0.5 text-2xl leading-tight font-bold tabular-nums">
        {href ? (
          <Link href={href} className="rounded-sm hover:text-accent">
            {value}
          </Link>
        ) : (
          value
        )}
      </p>
      {children && <div className="mt-1 text-xs text-ink-3">{children}</div>}
    </Card>
  );
}

import { PageHead } from "@/components/ui/page-head";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

const CHIP_WIDTHS = ["w-28", "w-16", "w-36", "w-20", "w-24", "w-28", "w-20"];

/** The board while it is read: same heights, so that nothing jumps. */
export function BoardSkeleton() {
  return (
    <>
      <PageHead title="Shipments" sub={<Skeleton className="h-4 w-64" />} />
      <div className="my-3.5 flex flex-wrap gap-2.5">
        {CHIP_WIDTHS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder is its place
          <Skeleton key={index} className={`h-7 ${width}`} />
        ))}
      </div>
      <TableSkeleton rows={12} label="Reading the shipments" />
    </>
  );
}

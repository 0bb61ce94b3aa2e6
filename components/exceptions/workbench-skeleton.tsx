import { PageHead } from "@/components/ui/page-head";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

const TAB_WIDTHS = ["w-20", "w-16", "w-28", "w-24", "w-32", "w-20"];

/** The workbench while it is read: same heights, so that nothing jumps. */
export function WorkbenchSkeleton() {
  return (
    <>
      <PageHead title="Exceptions" sub={<Skeleton className="h-4 w-64" />} />
      <div className="my-3.5 flex flex-wrap gap-2.5">
        {TAB_WIDTHS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder is its place
          <Skeleton key={index} className={`h-7 ${width}`} />
        ))}
      </div>
      <TableSkeleton rows={12} label="Reading the exceptions" />
    </>
  );
}

const PARTS = [3, 2, 8, 4];

/** One exception while it is read. */
export function PanelSkeleton() {
  return (
    <div role="status" className="rounded-card border border-line bg-surface">
      <VisuallyHidden>Reading the exception</VisuallyHidden>
      {PARTS.map((lines) => (
        <div key={lines} className="grid gap-2 border-b border-line px-4 py-3.5 last:border-b-0">
          <Skeleton className="h-4 w-32" />
          {Array.from({ length: lines }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder is its place
            <Skeleton key={index} className="h-3.5 w-full" />
          ))}
        </div>
      ))}
    </div>
  );
}

import { PageHead } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

/** The page while it is read: same places, so that nothing jumps. */
export function OverviewSkeleton({ title }: { readonly title: string }) {
  return (
    <div role="status">
      <VisuallyHidden>Reading the numbers</VisuallyHidden>
      <PageHead title={title} sub={<Skeleton className="h-4 w-72 max-w-full" />} />
      <div className="mt-16 grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3.5">
        {["a", "b", "c", "d"].map((key) => (
          <div
            key={key}
            className="grid h-27 content-start gap-2 rounded-card border border-line bg-surface px-4 py-3.5"
          >
            <Skeleton className="h-3 w-24" />
            <Skeleton className="h-7 w-20" />
            <Skeleton className="h-3 w-36 max-w-full" />
          </div>
        ))}
      </div>
      <div className="mt-3.5 grid gap-3.5 lg:grid-cols-2">
        {["a", "b", "c", "d"].map((key) => (
          <div key={key} className="h-60 rounded-card border border-line bg-surface px-4 py-3.5">
            <Skeleton className="h-4 w-40" />
          </div>
        ))}
      </div>
    </div>
  );
}

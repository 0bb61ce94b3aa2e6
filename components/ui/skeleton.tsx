import { classNames } from "./class-names";
import { VisuallyHidden } from "./visually-hidden";

/** A grey bar the size of what is coming. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames("block animate-pulse rounded-sm bg-line motion-reduce:animate-none", className)}
    />
  );
}

/** A table that is being read: same height as its rows will have, so that nothing jumps. */
export function TableSkeleton({ rows = 8, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <div role="status" className="overflow-clip rounded-card border border-line bg-surface">
      <VisuallyHidden>{label}</VisuallyHidden>
      <div className="h-9 border-b border-line bg-sunken" />
      {Array.from({ length: rows }, (_, index) => index).map((index) => (
        <div
          key={index}
          className="grid grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,0.6fr)] items-center gap-6 border-b border-line px-3 py-2.5 last:border-b-0"
        >
          <div className="grid gap-1.5">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="h-3 w-40 max-w-full" />
          </div>
          <Skeleton className="h-3.5 w-32 max-w-full" />
          <Skeleton className="h-3.5 w-24 max-w-full" />
          <Skeleton className="ml-auto h-3.5 w-12 max-w-full" />
        </div>
      ))}
    </div>
  );
}

import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

const LINE_WIDTHS = ["w-2/3", "w-1/2", "w-3/5", "w-2/5", "w-1/2", "w-2/3", "w-1/3"];

/** A shipment while it is read. */
export function ShipmentSkeleton() {
  return (
    <div role="status">
      <VisuallyHidden>Reading the shipment</VisuallyHidden>
      <Skeleton className="h-3 w-32" />
      <Skeleton className="mt-2 h-5 w-80 max-w-full" />
      <Skeleton className="mt-2 h-4 w-64 max-w-full" />
      <div className="mt-4 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-5 rounded-card border border-line bg-surface px-4 py-5">
          {LINE_WIDTHS.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder is its place
            <div key={index} className="grid gap-1.5 pl-28 max-sm:pl-0">
              <Skeleton className={`h-3.5 ${width}`} />
              <Skeleton className="h-3 w-40 max-w-full" />
            </div>
          ))}
        </div>
        <div className="grid gap-3.5">
          <Skeleton className="h-28 w-full" />
          <Skeleton className="h-52 w-full" />
          <Skeleton className="h-36 w-full" />
        </div>
      </div>
    </div>
  );
}

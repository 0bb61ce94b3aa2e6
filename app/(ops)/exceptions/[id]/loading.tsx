import { PanelSkeleton } from "@/components/exceptions/workbench-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function ExceptionLoading() {
  return (
    <>
      <Skeleton className="h-3 w-20" />
      <Skeleton className="mt-2 h-5 w-72 max-w-full" />
      <div className="mt-3.5 grid gap-3.5 lg:grid-cols-2">
        <PanelSkeleton />
        <PanelSkeleton />
      </div>
    </>
  );
}

import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function RunLoading() {
  return (
    <>
      <Skeleton className="h-3 w-20" />
      <Skeleton className="mt-2 h-5 w-72 max-w-full" />
      <div className="mt-3.5 grid gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <TableSkeleton rows={8} label="Reading the run" />
        <TableSkeleton rows={4} label="Reading where it stands" />
      </div>
    </>
  );
}

import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function BulkRunLoading() {
  return (
    <>
      <PageHead title="Bulk run" />
      <div className="mt-3.5">
        <TableSkeleton rows={10} label="Reading the run" />
      </div>
    </>
  );
}

import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function HandoverLoading() {
  return (
    <>
      <PageHead title="Shift handover" />
      <div className="mt-3.5 grid gap-3.5">
        <TableSkeleton rows={6} label="Reading what changed" />
        <TableSkeleton rows={6} label="Reading what changed" />
      </div>
    </>
  );
}

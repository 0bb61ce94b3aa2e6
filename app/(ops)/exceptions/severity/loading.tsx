import { PanelSkeleton } from "@/components/exceptions/workbench-skeleton";
import { PageHead } from "@/components/ui/page-head";

export default function SeverityLoading() {
  return (
    <>
      <PageHead title="Severity" />
      <div className="mt-3.5 grid gap-3.5 lg:grid-cols-2">
        <PanelSkeleton />
        <PanelSkeleton />
      </div>
    </>
  );
}

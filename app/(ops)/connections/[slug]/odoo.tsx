import { NotSetUp } from "@/components/odoo/not-set-up";
import { OdooView } from "@/components/odoo/odoo-view";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { odooDetail, odooRights } from "@/lib/usecases/views/odoo/odoo-detail";

interface OdooProps {
  readonly ctx: Context;
  readonly page: ConnectionPage;
}

/** The page of an Odoo connection, below its head. */
export async function Odoo({ ctx, page }: OdooProps) {
  const odoo = await pageRead(odooDetail(ctx, page));
  const may = odooRights(ctx);
  if (!odoo) return <NotSetUp slug={page.slug} mayManage={may.manage} />;
  return <OdooView page={page} odoo={odoo} may={may} />;
}

export function OdooWaiting() {
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <TableSkeleton rows={12} label="Reading what was read of Odoo" />
      <TableSkeleton rows={5} label="Reading how Odoo does" />
    </div>
  );
}

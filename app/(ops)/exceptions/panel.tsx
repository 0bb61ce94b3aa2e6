import { ExceptionDetail } from "@/components/exceptions/exception-detail";
import { hereHref } from "@/components/exceptions/list-href";
import { PanelCorner } from "@/components/exceptions/panel-corner";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { ExceptionQuery } from "@/lib/contracts/exceptions/exception-query";
import type { Context } from "@/lib/usecases/context";
import { openException } from "@/lib/usecases/views/exceptions/open-exception";
import { promiseTold } from "@/lib/usecases/views/exceptions/promise-told";

interface PanelProps {
  readonly ctx: Context;
  readonly id: string;
  readonly query: ExceptionQuery;
}

/** The open exception beside the list. One that is not there leaves the list usable. */
export async function Panel({ ctx, id, query }: PanelProps) {
  const page = await openException(ctx, id);
  const closeHref = hereHref(query);
  if (!page) {
    return (
      <Card>
        <EmptyState
          title="There is no such exception"
          action={<LinkButton href={closeHref}>Close</LinkButton>}
        >
          The link may be mistyped, or of another company. The list is as it was.
        </EmptyState>
      </Card>
    );
  }
  return (
    <ExceptionDetail
      page={page}
      promise={await promiseTold(ctx, page)}
      me={ctx.actor.kind === "user" ? ctx.actor.id : ""}
      form="panel"
      corner={<PanelCorner closeHref={closeHref} ownHref={`/exceptions/${page.id}`} />}
    />
  );
}

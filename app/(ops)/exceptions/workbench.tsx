import { Suspense } from "react";
import { PanelSkeleton } from "@/components/exceptions/workbench-skeleton";
import { WorkbenchView } from "@/components/exceptions/workbench-view";
import { ViewMenu } from "@/components/shipments/view-menu";
import { type ExceptionQuery, exceptionParams } from "@/lib/contracts/exceptions/exception-query";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listViews } from "@/lib/usecases/saved-views/list-views";
import { listExceptions } from "@/lib/usecases/views/exceptions/list-exceptions";
import { messageRights } from "@/lib/usecases/views/messages/message-rights";
import { Panel } from "./panel";

interface WorkbenchProps {
  readonly ctx: Context;
  readonly query: ExceptionQuery;
  readonly openId: string | null;
  readonly allCauses: boolean;
}

export async function Workbench({ ctx, query, openId, allCauses }: WorkbenchProps) {
  const { actor } = ctx;
  const [list, views] = await Promise.all([
    pageRead(listExceptions(ctx, query)),
    listViews(ctx, "exceptions"),
  ]);
  const kept = exceptionParams({ ...query, after: undefined, before: undefined }).toString();
  return (
    <WorkbenchView
      list={list}
      me={actor.kind === "user" ? actor.id : null}
      openId={openId}
      allCauses={allCauses}
      views={
        actor.kind === "user" && (
          <ViewMenu
            page="exceptions"
            views={views}
            query={kept}
            role={actor.role}
            mayShare={messageRights(actor).shareView}
          />
        )
      }
      panel={
        openId && (
          <Suspense key={openId} fallback={<PanelSkeleton />}>
            <Panel ctx={ctx} id={openId} query={query} />
          </Suspense>
        )
      }
    />
  );
}

"use client";

import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { useBoard } from "@/lib/client/shipments/use-board";
import { useClock } from "@/lib/client/shipments/use-clock";
import { useColumns } from "@/lib/client/shipments/use-columns";
import type { BoardFacets, BoardPage } from "@/lib/contracts/shipments/board-page";
import {
  type BoardQuery,
  boardHref,
  isNarrowed,
  writeBoardQuery,
} from "@/lib/contracts/shipments/board-query";
import type { SavedViewLine } from "@/lib/contracts/shipments/saved-view";
import type { Role } from "@/lib/domain/access/role";
import { BoardChips } from "./board-chips";
import { BoardFilters } from "./board-filters";
import { emptyWords, headSentence, pageSentence } from "./board-summary";
import { BoardTable } from "./board-table";
import { ColumnChoice } from "./column-choice";
import { ReadProblem } from "./read-problem";
import { ViewMenu } from "./view-menu";

interface ShipmentBoardProps {
  readonly query: BoardQuery;
  readonly initial: BoardPage;
  readonly facets: BoardFacets;
  readonly views: readonly SavedViewLine[];
  readonly role: Role;
  readonly may: { readonly export: boolean; readonly share: boolean };
}

export function ShipmentBoard({ query, initial, facets, views, role, may }: ShipmentBoardProps) {
  const { columns: _inAddress, ...filters } = query;
  const board = useBoard(writeBoardQuery(filters), initial);
  const [columns, chooseColumns] = useColumns();
  const nowMs = useClock(board.page.readAt);
  const place = { after: undefined, before: undefined };
  const { counts } = board.page;
  return (
    <>
      <PageHead
        title="Shipments"
        sub={headSentence(counts)}
        actions={
          <>
            {may.export && (
              <a
                href={`/api/shipments/export?${writeBoardQuery({ ...filters, ...place })}`}
                download
                className={buttonLook("default")}
              >
                Export
              </a>
            )}
            <ColumnChoice columns={columns} onChoose={chooseColumns} />
          </>
        }
      />
      <search aria-label="Filters" className="my-3.5 flex flex-wrap items-center gap-2">
        <div className="contents max-sm:-mx-3 max-sm:flex max-sm:w-[calc(100%+1.5rem)] max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-3 max-sm:py-0.5">
          <BoardChips query={query} counts={counts} />
        </div>
        <BoardFilters query={query} facets={facets} />
        <span className="ml-auto">
          <ViewMenu
            views={views}
            query={writeBoardQuery({ ...filters, ...place, columns: [...columns] })}
            role={role}
            mayShare={may.share}
          />
        </span>
      </search>
      <ReadProblem error={board.error} shownAt={board.page.readAt} onRetry={() => void board.refetch()} />
      <ChangedPill count={board.waiting} onShow={board.show} />
      {board.rows.length === 0 ? (
        <EmptyBoard query={query} counts={counts} />
      ) : (
        <BoardTable rows={board.rows} columns={columns} flashing={board.flashing} nowMs={nowMs} />
      )}
      <Pagination
        newerLabel="Previous"
        olderLabel="Next"
        newerHref={board.page.before && boardHref(query, { before: board.page.before })}
        olderHref={board.page.after && boardHref(query, { after: board.page.after })}
        summary={
          board.rows.length > 0 &&
          `${pageSentence(query, counts, board.rows.length)} Rows update in place; a changed row flashes once.`
        }
      />
    </>
  );
}

/** Says that the list would look different now, and waits for the reader. Its room is kept, so that it moves nothing. */
function ChangedPill({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  return (
    <div role="status" className="pointer-events-none sticky top-(--top-height) z-20 h-0">
      {count > 0 && (
        <Button
          kind="primary"
          onClick={onShow}
          className="pointer-events-auto absolute top-1 left-1/2 -translate-x-1/2 rounded-full! shadow-lg"
        >
          {`${count.toLocaleString("en")} changed, show`}
        </Button>
      )}
    </div>
  );
}

function EmptyBoard({ query, counts }: { readonly query: BoardQuery; readonly counts: BoardPage["counts"] }) {
  const narrowed = isNarrowed(query);
  const { title, text } = emptyWords(query, narrowed, counts);
  return (
    <div className="rounded-card border border-line bg-surface">
      <EmptyState
        title={title}
        action={
          narrowed ? (
            <LinkButton href={boardHref({ attention: query.attention })}>Clear filters</LinkButton>
          ) : (
            query.attention !== "open" && (
              <LinkButton href={boardHref({ attention: "open" })}>See all open</LinkButton>
            )
          )
        }
      >
        {text}
      </EmptyState>
    </div>
  );
}

import type { BoardFacets, BoardPage } from "@/lib/contracts/shipments/board-page";
import type { BoardQuery } from "@/lib/contracts/shipments/board-query";
import type { SavedViewLine } from "@/lib/contracts/shipments/saved-view";
import { can } from "@/lib/domain/access/actor";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { listViews } from "@/lib/usecases/saved-views/list-views";
import { shipmentBoard, shipmentFacets } from "./shipment-board";

export interface OpenedBoard {
  readonly initial: BoardPage;
  readonly facets: BoardFacets;
  readonly views: readonly SavedViewLine[];
  readonly role: Role;
  /** What the page offers this person; each action asks again. */
  readonly may: { readonly export: boolean; readonly share: boolean };
}

/** Everything the board's page opens with. */
export async function openBoard(ctx: Context, query: BoardQuery): Promise<OpenedBoard> {
  const [initial, facets, views] = await Promise.all([
    shipmentBoard(ctx, query),
    shipmentFacets(ctx),
    listViews(ctx, "shipments"),
  ]);
  const { actor } = ctx;
  const may = { export: can(actor, "shipment.export"), share: can(actor, "view.share") };
  return { initial, facets, views, role: actor.kind === "user" ? actor.role : "admin", may };
}

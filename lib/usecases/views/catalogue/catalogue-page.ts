import {
  type CatalogueChangeRow,
  selectChanges,
  selectNewestVersions,
} from "@/db/queries/catalogue/catalogue";
import { type InterfaceRow, listInterfaces } from "@/db/queries/catalogue/list-interfaces";
import { connectorFor } from "@/lib/connectors/registry";
import type {
  CatalogueChangeLine,
  CatalogueLine,
  CataloguePage,
  InterfaceLine,
} from "@/lib/contracts/catalogue/catalogue-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { entriesInForce } from "@/lib/domain/catalogue/catalogue";
import { CATALOGUE_SEEDS } from "@/lib/domain/catalogue/seeds";
import { entryLabel } from "@/lib/domain/catalogue/words";
import { actorId } from "@/lib/usecases/catalogue/ask-catalogue-change";
import type { Context } from "@/lib/usecases/context";

const MOST_INTERFACES = 1_000;
const MOST_CHANGES = 100;

/** Who owns what: every object and milestone as agreed, every interface as it stands, and what waits for a second person. */
export async function cataloguePage(ctx: Context): Promise<CataloguePage> {
  requirePermission(ctx.actor, "catalogue.read");
  const { companyId } = ctx.actor;
  const maySeeConnections = can(ctx.actor, "connection.read");
  const [written, changes, interfaces] = await Promise.all([
    selectNewestVersions(ctx.db, companyId),
    selectChanges(ctx.db, companyId, MOST_CHANGES),
    maySeeConnections ? listInterfaces(ctx.db, companyId, MOST_INTERFACES) : null,
  ]);
  const wrote = new Map(written.map((version) => [version.key, version]));
  const asked = new Set(changes.filter(({ state }) => state === "open").map(({ key }) => key));
  const inForce = entriesInForce(CATALOGUE_SEEDS, written);
  return {
    entries: [...inForce.values()].map(({ key, version, terms }): CatalogueLine => {
      const own = wrote.get(key);
      return {
        ...{ key, version, terms, label: entryLabel(key) },
        kind: key.startsWith("object:") ? "object" : "milestone",
        changed: own ? { askedBy: own.askedBy, approvedBy: own.approvedBy, at: own.approvedAt } : null,
        hasOpenChange: asked.has(key),
      };
    }),
    interfaces: interfaces?.map(interfaceLine) ?? null,
    changes: changes.map((change) => changeLine(ctx, change, inForce.get(change.key)?.terms ?? change.terms)),
    mayEdit: can(ctx.actor, "catalogue.edit"),
    mayApprove: can(ctx.actor, "catalogue.approve"),
  };
}

function interfaceLine({ mappingVersion, ...row }: InterfaceRow): InterfaceLine {
  const reader = connectorFor(row.dialect);
  return {
    ...row,
    mapping: `${reader?.mapVersion ?? "none/0"}+${mappingVersion}`,
    tests: reader ? `lib/connectors/${row.dialect}` : null,
  };
}

function changeLine(
  ctx: Context,
  change: CatalogueChangeRow,
  before: CatalogueChangeLine["before"],
): CatalogueChangeLine {
  const { id, key, terms, reason, askedBy, askedAt, askedById, state, decidedBy, decidedAt, comment } =
    change;
  return {
    ...{ id, key, label: entryLabel(key), before, after: terms, reason, askedBy, state, decidedBy, comment },
    askedAt: askedAt.toISOString(),
    isOwn: askedById === actorId(ctx.actor),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

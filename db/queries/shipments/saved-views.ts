import { and, asc, count, eq, or } from "drizzle-orm";
import type { Role } from "@/lib/domain/access/role";
import type { Executor } from "../../client";
import { savedView } from "../../schema/access";

type SavedView = typeof savedView.$inferSelect;
type Page = SavedView["page"];

/** A person's own views of a page and those shared with their role, by name. */
export async function selectSavedViews(
  db: Executor,
  person: { readonly companyId: number; readonly userId: string; readonly role: Role },
  page: Page,
  limit: number,
): Promise<SavedView[]> {
  return db
    .select()
    .from(savedView)
    .where(
      and(
        eq(savedView.companyId, person.companyId),
        eq(savedView.page, page),
        or(eq(savedView.ownerId, person.userId), eq(savedView.sharedWithRole, person.role)),
      ),
    )
    .orderBy(asc(savedView.name), asc(savedView.id))
    .limit(limit);
}

export async function countOwnViews(db: Executor, companyId: number, ownerId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(savedView)
    .where(and(eq(savedView.companyId, companyId), eq(savedView.ownerId, ownerId)));
  return row?.count ?? 0;
}

/** Saves a view; one of the same owner, page and name is replaced.. */
export async function upsertSavedView(
  db: Executor,
  view: typeof savedView.$inferInsert,
): Promise<{ id: string }> {
  const [row] = await db
    .insert(savedView)
    .values(view)
    .onConflictDoUpdate({
      target: [savedView.companyId, savedView.ownerId, savedView.page, savedView.name],
      set: { query: view.query, sharedWithRole: view.sharedWithRole ?? null },
    })
    .returning({ id: savedView.id });
  if (!row) throw new Error("a saved view came back as no row");
  return row;
}

/** Removes a person's own view and returns it; undefined when they have none of that id. */
export async function deleteSavedView(
  db: Executor,
  owner: { readonly companyId: number; readonly ownerId: string },
  id: string,
): Promise<SavedView | undefined> {
  const [row] = await db
    .delete(savedView)
    .where(
      and(
        eq(savedView.companyId, owner.companyId),
        eq(savedView.ownerId, owner.ownerId),
        eq(savedView.id, id),
      ),
    )
    .returning();
  return row;
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Menu } from "@/components/ui/menu";
import { MenuHeading, MenuItem } from "@/components/ui/menu-item";
import { useToast } from "@/components/ui/toast";
import { deleteView } from "@/lib/actions/shipments/views";
import type { SavedViewLine } from "@/lib/contracts/shipments/saved-view";
import { ROLE_LABELS, type Role } from "@/lib/domain/access/role";
import { SaveViewDialog } from "./save-view-dialog";

/** The pages that keep views, with what each calls its plain list. */
const PAGES = {
  shipments: { path: "/shipments", plain: "Needs action", save: "Save this board as a view" },
  messages: { path: "/messages", plain: "Needs a person", save: "Save these filters as a view" },
  exceptions: { path: "/exceptions", plain: "All open", save: "Save these filters as a view" },
} as const;

interface ViewMenuProps {
  readonly page?: keyof typeof PAGES;
  readonly views: readonly SavedViewLine[];
  /** The board as it is, columns included: what "Save" keeps. */
  readonly query: string;
  readonly role: Role;
  readonly mayShare: boolean;
}

/** Filters someone wants again: their own, and those a colleague shared with their role. */
export function ViewMenu({ page = "shipments", views, query, role, mayShare }: ViewMenuProps) {
  const { path, plain, save } = PAGES[page];
  const router = useRouter();
  const toast = useToast();
  const [saving, setSaving] = useState(false);
  const current = views.find((view) => view.query === query);
  const [own, shared] = [views.filter((view) => view.own), views.filter((view) => !view.own)];
  const remove = async (view: SavedViewLine) => {
    const result = await deleteView({ id: view.id });
    toast(result.ok ? "ok" : "bad", result.ok ? `View “${view.name}” removed.` : result.message);
    router.refresh();
  };
  return (
    <>
      <Menu
        trigger={`View: ${current?.name ?? "not saved"}`}
        triggerClassName="text-xs text-ink-3 hover:text-ink rounded-md px-1.5 py-1"
      >
        {own.length > 0 && <MenuHeading>Yours</MenuHeading>}
        {own.map((view) => (
          <MenuItem key={view.id} href={hrefOf(path, view)}>
            {view.name}
            {view.sharedWithRole && (
              <span className="ml-auto text-xs text-ink-3">{ROLE_LABELS[view.sharedWithRole]} sees it</span>
            )}
          </MenuItem>
        ))}
        {shared.length > 0 && <MenuHeading>Shared with {ROLE_LABELS[role]}</MenuHeading>}
        {shared.map((view) => (
          <MenuItem key={view.id} href={hrefOf(path, view)}>
            {view.name}
          </MenuItem>
        ))}
        <div role="presentation" className="mt-1 border-t border-line pt-1">
          <MenuItem href={path}>{plain}</MenuItem>
          <MenuItem onSelect={() => setSaving(true)}>{save}</MenuItem>
          {current?.own && (
            <MenuItem danger onSelect={() => void remove(current)}>
              Remove “{current.name}”
            </MenuItem>
          )}
        </div>
      </Menu>
      <SaveViewDialog
        page={page}
        title={save}
        open={saving}
        onClose={() => setSaving(false)}
        query={query}
        role={role}
        mayShare={mayShare}
        name={current?.own ? current.name : ""}
      />
    </>
  );
}

const hrefOf = (path: string, view: SavedViewLine) => (view.query ? `${path}?${view.query}` : path);

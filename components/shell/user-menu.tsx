"use client";

import { UserRound } from "lucide-react";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-item";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

interface UserMenuProps {
  readonly name: string;
  readonly email: string;
  /** "Dispatch" */
  readonly roleLabel: string;
  readonly hasPassword: boolean;
  readonly theme: Theme;
}

export function UserMenu({ name, email, roleLabel, hasPassword, theme }: UserMenuProps) {
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    await signOut({ redirect: false });
    // A full load, so that nothing of this session stays in the browser's memory.
    window.location.assign("/sign-in");
  };
  return (
    <Menu
      triggerLabel={`${name}, ${roleLabel}: your menu`}
      triggerClassName="inline-flex min-h-6 items-center gap-1.25 rounded-full bg-sunken px-2 py-px text-xs font-medium whitespace-nowrap text-ink-2 hover:text-ink max-sm:size-8 max-sm:justify-center"
      trigger={
        <>
          <UserRound size={14} aria-hidden="true" className="sm:hidden" />
          <span className="max-sm:hidden">
            {name}, {roleLabel.toLowerCase()}
          </span>
        </>
      }
    >
      <div role="presentation" className="border-b border-line px-2.5 pt-1.5 pb-2">
        <p className="font-medium">{name}</p>
        <p className="text-xs text-ink-3">{email}</p>
        <p className="text-xs text-ink-3">{roleLabel}</p>
      </div>
      <ThemeSwitch initial={theme} />
      <div role="presentation" className="mt-1 border-t border-line pt-1">
        <MenuItem href="/notices">Notices…</MenuItem>
        {hasPassword && <MenuItem href="/sign-in/new-password">Change password…</MenuItem>}
        <MenuItem onSelect={() => void leave()}>{leaving ? "Signing out…" : "Sign out"}</MenuItem>
      </div>
    </Menu>
  );
}

"use client";

import { useState } from "react";
import { MenuHeading, MenuItem } from "@/components/ui/menu-item";
import { THEME_LABELS, THEMES, type Theme, themeClass, themeCookie } from "./theme";

/** Changes the look at once and keeps the choice in a cookie, so that the server's next page already has it. */
export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(initial);

  const choose = (next: Theme) => {
    const root = document.documentElement;
    root.classList.remove("light", "dark");
    const wanted = themeClass(next);
    if (wanted) root.classList.add(wanted);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
    document.cookie = themeCookie(next, window.location.protocol === "https:");
    setTheme(next);
  };

  return (
    <>
      <MenuHeading>Appearance</MenuHeading>
      {THEMES.map((option) => (
        <MenuItem key={option} checked={option === theme} onSelect={() => choose(option)}>
          {THEME_LABELS[option]}
        </MenuItem>
      ))}
    </>
  );
}

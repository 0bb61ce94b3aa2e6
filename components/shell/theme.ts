export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "milepost_theme";

export const THEME_LABELS: Readonly<Record<Theme, string>> = {
  system: "As my system",
  light: "Light",
  dark: "Dark",
};

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** The preference a cookie holds; anything else means "as my system". */
export function themeFrom(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** Class of `<html>` for a preference. None for "system": there `color-scheme: light dark` lets the system decide. */
export function themeClass(theme: Theme): string | undefined {
  return theme === "system" ? undefined : theme;
}

/** What to write to `document.cookie` to keep the preference. It is no secret, so the browser may hold it. */
export function themeCookie(theme: Theme, secure: boolean): string {
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax${secure ? "; Secure" : ""}`;
}

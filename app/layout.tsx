import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { THEME_COOKIE, themeClass, themeFrom } from "@/components/shell/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Milepost", template: "%s · Milepost" },
  description: "One event timeline from every partner message.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: React.ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    // The theme switch changes the class before React hears of it.
    <html lang="en" className={themeClass(theme)} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}

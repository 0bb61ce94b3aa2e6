import { cookies } from "next/headers";
import { LiveIndicator } from "@/components/shell/live-indicator";
import { Shell } from "@/components/shell/shell";
import { THEME_COOKIE, themeFrom } from "@/components/shell/theme";
import { QueryProvider } from "@/lib/client/query-provider";
import { contextOf, pageSession } from "@/lib/usecases/access/current-session";
import { navCounts } from "@/lib/usecases/views/nav-counts";

/** The shell around every page. Who may see what is asked again where each page reads: a layout does not guard its pages. */
export default async function OpsLayout({ children }: { readonly children: React.ReactNode }) {
  const session = await pageSession();
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <QueryProvider>
      <Shell
        actor={session.actor}
        company={session.company}
        hasPassword={session.hasPassword}
        theme={theme}
        counts={await navCounts(contextOf(session))}
        live={<LiveIndicator />}
      >
        {children}
      </Shell>
    </QueryProvider>
  );
}

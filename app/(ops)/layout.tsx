import { cookies } from "next/headers";
import { Shell } from "@/components/shell/shell";
import { THEME_COOKIE, themeFrom } from "@/components/shell/theme";
import { QueryProvider } from "@/lib/client/query-provider";
import { pageSession } from "@/lib/usecases/access/current-session";

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
        counts={{}}
        live={null}
      >
        {children}
      </Shell>
    </QueryProvider>
  );
}

import { FindBox } from "@/components/find/find-box";
import { NoticeBell } from "@/components/notices/bell";
import { Chip } from "@/components/ui/chip";
import { TimeZoneProvider } from "@/components/ui/time-zone";
import { ToastProvider } from "@/components/ui/toast";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import type { UserActor } from "@/lib/domain/access/actor";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { Brand } from "./brand";
import { Drawer } from "./drawer";
import { navFor } from "./nav";
import { RailNav } from "./rail-nav";
import type { Theme } from "./theme";
import { UserMenu } from "./user-menu";

interface ShellProps {
  readonly actor: UserActor;
  readonly company: { readonly name: string; readonly zone: string };
  /** False for people who sign in through the identity provider only: they have no password to change here. */
  readonly hasPassword: boolean;
  readonly theme: Theme;
  readonly counts: NavCountsDto;
  /** The live indicator: whatever follows the world puts itself here. */
  readonly live: React.ReactNode;
  readonly children: React.ReactNode;
}

/** What stands around every page: where one can go, where one is, who one is, and whether the page is live. */
export function Shell({ actor, company, hasPassword, theme, counts, live, children }: ShellProps) {
  const sections = navFor(actor);
  return (
    <TimeZoneProvider zone={company.zone}>
      <ToastProvider>
        <a
          href="#main"
          className="sr-only z-50 rounded-btn bg-accent px-3 py-1.25 text-surface focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2"
        >
          Skip to the page
        </a>
        <div className="min-h-dvh print:block! rail:grid rail:grid-cols-[208px_minmax(0,1fr)]">
          <aside className="sticky top-0 flex h-dvh flex-col overflow-y-auto border-r border-line bg-sunken px-2.5 py-3.5 max-rail:hidden print:hidden">
            <div className="pb-2.5">
              <Brand />
            </div>
            <RailNav sections={sections} counts={counts} />
          </aside>
          <div className="min-w-0">
            <header className="z-20 flex h-(--top-height) items-center gap-3 border-b border-line bg-surface px-5 max-sm:gap-2 max-sm:px-3 rail:sticky rail:top-0 print:hidden">
              <Drawer sections={sections} counts={counts} companyName={company.name} />
              <FindBox />
              <div className="ml-auto flex items-center gap-3 max-sm:gap-2">
                {live}
                <span className="max-md:hidden">
                  <Chip plain>{company.name}</Chip>
                </span>
                <NoticeBell />
                <UserMenu
                  name={actor.name}
                  email={actor.email}
                  roleLabel={ROLE_LABELS[actor.role]}
                  hasPassword={hasPassword}
                  theme={theme}
                />
              </div>
            </header>
            <main
              id="main"
              tabIndex={-1}
              className="max-w-[1500px] px-5 pt-4.5 pb-10 focus-visible:outline-none max-sm:px-3"
            >
              {children}
            </main>
          </div>
        </div>
      </ToastProvider>
    </TimeZoneProvider>
  );
}

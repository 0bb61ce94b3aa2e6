import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import {
  type ExceptionQuery,
  type ExceptionTab,
  exceptionsHref,
} from "@/lib/contracts/exceptions/exception-query";

const NOTHING: Readonly<Record<ExceptionTab, { readonly title: string; readonly why: string }>> = {
  open: { title: "Nothing is wrong", why: "Every promise holds and everything that came in was understood." },
  mine: { title: "Nothing is yours", why: "Exceptions assigned to you appear here." },
  unassigned: {
    title: "Every open exception has a person",
    why: "New ones appear here until somebody takes them.",
  },
  snoozed: {
    title: "Nothing is snoozed",
    why: "What waits for a time or an event appears here until it comes back.",
  },
  resolved: {
    title: "Nothing was resolved today",
    why: "What closes, by itself or by a person, appears here until midnight.",
  },
  ignored: {
    title: "Nothing is ignored",
    why: "What is kept quiet until a day appears here, with its reason.",
  },
};

/** Nothing to show, and whether that is good news. */
export function EmptyExceptions({ query }: { readonly query: ExceptionQuery }) {
  const { tab, ...narrowing } = query;
  const isNarrowed = Object.values(narrowing).some((value) => value !== undefined);
  const { title, why } = NOTHING[tab];
  return (
    <Card>
      {isNarrowed ? (
        <EmptyState
          title={query.q ? `Nothing here begins with “${query.q}”` : "No exception matches these filters"}
          action={<LinkButton href={exceptionsHref({ tab })}>Clear the filters</LinkButton>}
        >
          Take a filter away to see more.
        </EmptyState>
      ) : (
        <EmptyState
          title={title}
          action={tab !== "open" && <LinkButton href="/exceptions">See all open</LinkButton>}
        >
          {why}
        </EmptyState>
      )}
    </Card>
  );
}

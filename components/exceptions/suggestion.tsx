"use client";

import { Button } from "@/components/ui/button";
import { durationText } from "@/components/ui/duration-text";
import { LinkButton } from "@/components/ui/link-button";
import { useTimeZone } from "@/components/ui/time-zone";
import type { ExceptionPage, SimilarClosed } from "@/lib/contracts/exceptions/exception-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { dayIn, hourText } from "@/lib/domain/shipment/wall-clock";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { targetOf } from "./act-target";
import { useActing } from "./acting";

/** What to do next and why. Nothing happens until a person presses. */
export function SuggestedStep({ page }: { readonly page: ExceptionPage }) {
  const { step, reason, similar } = page.suggestion;
  return (
    <>
      <p>{step}</p>
      <p className="mt-1 text-xs text-ink-3">{reason}</p>
      {similar && <p className="mt-1 text-xs text-ink-3">{similarText(similar)}</p>}
      <div className="mt-2.5 flex flex-wrap gap-2 empty:hidden">
        <StepButton page={page} />
      </div>
    </>
  );
}

function StepButton({ page }: { readonly page: ExceptionPage }) {
  const { begin } = useActing();
  const zone = useTimeZone();
  const { action } = page.suggestion;
  if (!action) return null;
  if (action.kind === "open") {
    return (
      <LinkButton kind="primary" href={action.href}>
        {action.label}
      </LinkButton>
    );
  }
  if (!page.actions.includes(action.kind)) return null;
  if (action.kind === "acknowledge") {
    return (
      <Button kind="primary" onClick={() => begin(targetOf(page), "acknowledge")}>
        Acknowledge
      </Button>
    );
  }
  const { untilEvent, untilAt } = action;
  const filled = {
    untilEvent: untilEvent ?? ("" as const),
    ...(untilAt === null
      ? { until: "none" as const }
      : { until: "at" as const, untilLocal: localText(Date.parse(untilAt), zone) }),
  };
  return (
    <Button kind="primary" onClick={() => begin(targetOf(page), "snooze", filled)}>
      {untilEvent ? `Snooze until “${MILESTONE_RULES[untilEvent].label}”…` : "Snooze…"}
    </Button>
  );
}

const localText = (at: number, zone: string) => `${dayIn(zone, at)}T${hourText(at, zone)}`;

function similarText({
  count,
  like,
  closedThemselves,
  closedByPeople,
  commonest,
  meanMinutes,
}: SimilarClosed): string {
  const ways = [
    closedThemselves > 0 && `${closedThemselves} by themselves`,
    closedByPeople > 0 && `${closedByPeople} by people`,
  ].filter(Boolean);
  const most = commonest && closedByPeople > 0 ? ` Mostly: ${commonest}.` : "";
  return `The last ${count} of “${like}” closed in ${durationText(meanMinutes * MINUTE_MS)} on average, ${ways.join(", ")}.${most}`;
}

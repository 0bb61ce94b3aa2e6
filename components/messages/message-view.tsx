import type { MessagePage } from "@/lib/contracts/messages/message-page";
import type { MessageRights } from "@/lib/contracts/messages/rights";
import { REFERENCE_LABELS } from "@/lib/contracts/shipments/shipment-page";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { AttachSearchCard } from "./attach-search-card";
import { CandidatesCard } from "./candidates-card";
import { DeliveryCard } from "./delivery-card";
import { EventsCard } from "./events-card";
import { InvoicesCard } from "./invoices-card";
import { MessageActions } from "./message-actions";
import { OpenCard } from "./open-card";
import { OutcomeCard } from "./outcome-card";
import { ProblemsCard } from "./problems-card";
import { ReferencesCard } from "./references-card";
import { RepliesCard } from "./replies-card";

interface MessageViewProps {
  readonly page: MessagePage;
  readonly may: MessageRights;
  /** The raw view, or the sentence why there is none. */
  readonly bytes: React.ReactNode;
  /** Where a copy differs from the first one; null for all but conflicts. */
  readonly comparison: React.ReactNode;
}

/** One message: what became of it and what to do, what it says, its bytes; beside it how it came. */
export function MessageView({ page, may, bytes, comparison }: MessageViewProps) {
  const { outcome } = page;
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-3.5">
        <OutcomeCard
          page={page}
          actions={
            outcome && (
              <MessageActions
                messageId={page.id}
                state={outcome.state}
                version={outcome.version}
                isQueued={page.queued !== null}
                isOnTimeline={page.onTimelineCount > 0}
                may={may}
              />
            )
          }
        />
        {comparison}
        <Choice page={page} canAttach={may.attach} />
        {outcome && outcome.problems.length > 0 && (
          <ProblemsCard messageId={page.id} problems={outcome.problems} seesBytes={may.bytes} />
        )}
        {page.events.length > 0 && <EventsCard page={page} seesBytes={may.bytes} />}
        {page.open && page.open.length > 0 && (
          <OpenCard page={page} statements={page.open} seesBytes={may.bytes} />
        )}
        {/* Outside what streams in, so that a link to it finds it at once. */}
        <div id="bytes">{bytes}</div>
      </div>
      <aside aria-label="About this message" className="grid min-w-0 gap-3.5">
        <DeliveryCard page={page} linksConnection={may.connection} />
        {page.references.length > 0 && <ReferencesCard references={page.references} />}
        {page.invoices.length > 0 && <InvoicesCard invoices={page.invoices} />}
        {page.replies.length > 0 && <RepliesCard replies={page.replies} />}
      </aside>
    </div>
  );
}

function Choice({ page, canAttach }: { readonly page: MessagePage; readonly canAttach: boolean }) {
  const { outcome } = page;
  if (!outcome) return null;
  if (outcome.state === "ambiguous")
    return <CandidatesCard page={page} canAttach={canAttach && !page.queued} />;
  if (outcome.state !== "unmatched" || !canAttach || page.queued) return null;
  const awaited = page.references
    .filter((reference) => reference.isAwaited)
    .slice(0, 4)
    .map(({ type, value }) => `${REFERENCE_LABELS[type]} ${value}`);
  return (
    <AttachSearchCard
      messageId={page.id}
      version={outcome.version}
      awaited={awaited}
      subjectCount={page.subjectCount}
    />
  );
}

/** "214 ×2 from Road Carrier", and the state for the tab of the browser. */
export function messageTitle({ outcome, connection, delivery }: MessagePage): string {
  const what = outcome?.documents || delivery.fileName || "Message";
  return `${what} from ${connection.name}`;
}

export function stateWord({ outcome }: MessagePage): string {
  return outcome ? MESSAGE_STATES[outcome.state].label : "Waiting to be read";
}

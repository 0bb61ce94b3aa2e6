import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { GivenEvent, MessagePage } from "@/lib/contracts/messages/message-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { AtLink } from "./at-link";
import { placeText } from "./place-text";
import { ShownFirst } from "./shown-first";

interface EventsCardProps {
  readonly page: MessagePage;
  readonly seesBytes: boolean;
}

/** The events this message put on timelines, each with the place in the bytes it came from. */
export function EventsCard({ page, seesBytes }: EventsCardProps) {
  const { events } = page;
  return (
    <Card
      flush
      title={events.length === 1 ? "1 event on the timeline" : `${events.length} events on the timeline`}
    >
      <Table label="Events of this message">
        <TableHead>
          <HeadCell>Event</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell>Where</HeadCell>
          <HeadCell>Shipment</HeadCell>
          <HeadCell>Code</HeadCell>
          <HeadCell>Stands at</HeadCell>
        </TableHead>
        <ShownFirst
          columns={6}
          rows={events.map((event) => (
            <EventRow key={event.id} event={event} messageId={page.id} seesBytes={seesBytes} />
          ))}
        />
      </Table>
    </Card>
  );
}

function EventRow({
  event,
  messageId,
  seesBytes,
}: {
  event: GivenEvent;
  messageId: string;
  seesBytes: boolean;
}) {
  return (
    <Row>
      <Cell>
        <b>{MILESTONE_RULES[event.milestone].label}</b>
        {event.classifier !== "actual" && <Sub>{event.classifier}</Sub>}
      </Cell>
      <Cell label="When" className="sm:whitespace-nowrap">
        <AbsoluteTime at={event.occurredAt} {...(event.timeZone ? { timeZone: event.timeZone } : {})} />
        <Sub>{timeNote(event)}</Sub>
      </Cell>
      <Cell label="Where">{placeText(event.place) ?? <span className="text-ink-3">not said</span>}</Cell>
      <Cell label="Shipment">
        <Link href={`/shipments/${event.shipment.number}`} className="font-medium text-accent underline">
          {event.shipment.number}
        </Link>
        <Sub>{matchText(event.matchReason)}</Sub>
      </Cell>
      <Cell label="Code">
        <span className="mono">{event.rawCode}</span>
        <Sub>{event.codeList}</Sub>
      </Cell>
      <Cell label="Stands at">
        <AtLink messageId={messageId} at={event.at} leads={seesBytes} />
      </Cell>
    </Row>
  );
}

/** "by pro 998877120", "made from this message", "chosen by R. Vos". */
function matchText(reason: string): string {
  return /^(made|chosen) /.test(reason) ? reason : `by ${reason}`;
}

function timeNote({ timeMissing, timeZoneAssumed, timeZone }: GivenEvent): string {
  if (timeMissing) return "no time stated: time of receipt";
  return timeZoneAssumed ? `zone assumed: ${timeZone ?? "UTC"}` : (timeZone ?? "UTC");
}

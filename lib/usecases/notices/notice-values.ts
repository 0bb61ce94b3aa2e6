import type { NoticeShipment } from "@/db/queries/notices/customer-notices";
import type { Place } from "@/lib/domain/event/draft";
import { MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import { fillTemplate, type Placeholder } from "@/lib/domain/notice/template";
import { wallClockText, zoneText } from "@/lib/domain/shipment/wall-clock";

interface Told {
  readonly milestone: Milestone;
  readonly occurredAt: number;
  readonly place: Place | null;
  readonly timeZone: string | null;
}

/** What each placeholder stands for, for one milestone of one shipment. Times are of the place where it happened, with their zone. */
export function noticeValues(shipment: NoticeShipment, told: Told): Record<Placeholder, string | null> {
  const { view, companyZone } = shipment;
  const eta = shipment.etaAt === null ? null : new Date(shipment.etaAt).getTime();
  const next = view.stops.find(({ sequence }) => sequence === view.nextStopSequence);
  return {
    shipment: shipment.number,
    order: view.orderReference,
    reference: view.carrierReference,
    customer: shipment.customer,
    carrier: view.carrier?.name ?? shipment.carrier,
    milestone: MILESTONE_RULES[told.milestone].label,
    time: timeText(told.occurredAt, told.timeZone ?? companyZone),
    eta: eta === null ? null : timeText(eta, next?.timeZone ?? companyZone),
    place: told.place?.city ?? told.place?.name ?? told.place?.code ?? null,
    company: shipment.companyName,
  };
}

/** With the day in full: a mail is read whenever it is read. */
const timeText = (at: number, zone: string) => `${wallClockText(at, zone, 0)} ${zoneText(at, zone)}`;

export function fillNotice(
  template: { readonly subject: string; readonly body: string },
  values: Record<Placeholder, string | null>,
): { readonly title: string; readonly body: string } {
  return { title: fillTemplate(template.subject, values), body: fillTemplate(template.body, values) };
}

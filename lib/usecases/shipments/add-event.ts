import { selectShipment } from "@/db/queries/shipments/select-shipment";
import type { AddEventInput } from "@/lib/contracts/shipments/manual-event";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { isKnownZone, resolveTime } from "@/lib/domain/time/resolve-time";
import type { Context } from "@/lib/usecases/context";
import { storeManualEvent } from "./store-manual-event";

/** A fact may be told a little ahead of the clock, never a day. */
const AHEAD_MS = 5 * 60_000;

/** Adds an event by hand. It is a message like any other: on the timeline within a second, with the person's name and reason. */
export async function addEvent(ctx: Context, input: AddEventInput): Promise<{ messageId: string }> {
  requirePermission(ctx.actor, "shipment.event.add");
  const found = await selectShipment(ctx.db, ctx.actor.companyId, input.shipmentNumber);
  if (!found)
    throw new NotFoundError(`There is no shipment ${input.shipmentNumber} here. Nothing was entered.`);
  const occurredAt = instantOf(input);
  if (input.classifier === "actual" && occurredAt.getTime() > ctx.now().getTime() + AHEAD_MS) {
    throw new InvalidError("That lies ahead. Nothing was entered.", {
      occurredLocal: "What happened can't lie ahead. Enter it as expected or planned, or mend the time.",
    });
  }
  const { milestone, classifier, stopSequence } = input;
  const stop = found.view?.stops.find((known) => known.sequence === stopSequence);
  const stated = input.city
    ? { city: input.city, ...(input.country ? { country: input.country } : {}) }
    : null;
  const event = {
    action: "add" as const,
    milestone,
    classifier,
    occurredAt: occurredAt.toISOString(),
    place: stated ?? placeOf(stop?.place),
    stopSequence,
  };
  return storeManualEvent(
    ctx,
    { requestId: input.requestId, shipmentNumber: found.number, reason: input.reason, event },
    { action: "shipment.event.add", subject: { kind: "shipment", id: found.number }, after: event },
  );
}

function instantOf({ occurredLocal, timeZone }: AddEventInput): Date {
  if (!isKnownZone(timeZone))
    throw new InvalidError("That zone is not known.", { timeZone: "Choose a zone." });
  const at = resolveTime({ local: occurredLocal, offset: null }, timeZone);
  if (at === null) throw new InvalidError("That is no time.", { occurredLocal: "Enter a date and a time." });
  return new Date(at);
}

type Place = {
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  readonly name?: string;
};

function placeOf(place: Place | undefined) {
  if (!place) return null;
  const { city, region, country, name } = place;
  return { city, region, country, name };
}

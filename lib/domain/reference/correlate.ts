import { normaliseReference, type Reference, type ReferenceType } from "./reference";

/** A shipment that carries a reference, as the index knows it. */
export interface ReferenceHit {
  readonly type: ReferenceType;
  readonly scope: string | null;
  readonly shipmentId: string;
}

export type Correlation =
  | { readonly kind: "match"; readonly shipmentId: string; readonly reason: string }
  | {
      readonly kind: "ambiguous";
      readonly candidateIds: readonly string[];
      readonly waitingFor: readonly Reference[];
      readonly reason: string;
    }
  | { readonly kind: "unmatched"; readonly waitingFor: readonly Reference[]; readonly reason: string };

/**
 * Numbers partners use for one another: what one calls a tracking number another calls a PRO.
 * Strong families name one shipment each and must agree; weak ones (a purchase order over ten loads) only narrow.
 */
const FAMILIES: readonly { readonly types: readonly ReferenceType[]; readonly strong: boolean }[] = [
  { types: ["shipment", "load"], strong: true },
  // Names one delivery, and a shipment carries several: its returns' too.
  { types: ["delivery_note"], strong: true },
  { types: ["pro", "tracking"], strong: true },
  { types: ["bol"], strong: true },
  { types: ["sscc"], strong: true },
  // A booking holds many containers, and a container is used again: alone they only narrow.
  { types: ["container", "booking"], strong: false },
  { types: ["order"], strong: false },
  { types: ["purchase_order"], strong: false },
  { types: ["invoice"], strong: false },
];

/** True for numbers that name one shipment: what a new shipment may be made from. */
export function isStrong(type: ReferenceType): boolean {
  return FAMILIES.some((family) => family.strong && family.types.includes(type));
}

/** Types of which a shipment carries one: another number of the same type belongs to another shipment. */
const EXCLUSIVE: ReadonlySet<ReferenceType> = new Set(["shipment", "load", "pro"]);

/** True for the types that tell whether a shipment can be meant: what it carries one of, and the delivery it is. */
export function isCarried(type: ReferenceType): boolean {
  return EXCLUSIVE.has(type) || type === "delivery_note";
}

/** A number on more shipments than this tells nothing: the index is asked for one more, so that a cut list shows. */
export const MAX_NAMED = 50;

export interface CorrelateOptions {
  /** For messages that may create a shipment: a shared purchase order must not swallow a new load. */
  readonly strongOnly?: boolean;
  /** For tenders and orders: a shipment number nobody carries is a new shipment, whatever else it shares. */
  readonly newLoad?: boolean;
  /** Numbers that candidates by a weak reference carry: one with another PRO is not the one the message means. */
  readonly carried?: ReadonlyMap<string, readonly Pick<ReferenceHit, "type" | "scope">[]>;
}

/**
 * Which shipment a set of references names. Ordered by family; never a guess: one is left or a person chooses.
 *
 * @param hits look-up form of a reference → the shipments that carry it, of any type.
 */
export function correlate(
  references: readonly Reference[],
  hits: ReadonlyMap<string, readonly ReferenceHit[]>,
  { strongOnly = false, newLoad = false, carried = new Map() }: CorrelateOptions = {},
): Correlation {
  let left: ReadonlySet<string> | null = null;
  const reasons: string[] = [];
  const tried: Reference[] = [];
  const unknown: Reference[] = [];
  let crowd: readonly string[] | null = null;
  // A return is told under its own name and under that of the delivery it belongs to: the one that is known decides.
  const isNoteKnown = references.some(
    (reference) =>
      reference.type === "delivery_note" && shipmentsNamed(reference, ["delivery_note"], hits).size > 0,
  );
  for (const { reference, family } of inTrustOrder(references, strongOnly)) {
    tried.push(reference);
    const naming = shipmentsNamed(reference, family.types, hits);
    if (naming.size === 0 && family.strong && !(isNoteKnown && reference.type === "delivery_note"))
      unknown.push(reference);
    if (naming.size > MAX_NAMED) {
      crowd ??= [...naming].sort().slice(0, MAX_NAMED);
      continue;
    }
    // A purchase order does not say which of its loads a number is that nobody has seen yet.
    if (!family.strong && left === null && unknown.some((stated) => EXCLUSIVE.has(stated.type))) continue;
    // A status goes by the carrier's own number, whatever else it calls the load; a tender with a new number is a new load.
    const decides = !newLoad && family.types.includes("pro") && !unknown.some(isOwnDelivery);
    const named = decides
      ? naming
      : new Set([...naming].filter((id) => !contradicts(carried.get(id), unknown)));
    if (named.size === 0) continue;
    const overlap: ReadonlySet<string> =
      left === null ? named : new Set([...left].filter((id) => named.has(id)));
    const by = `${label(reference.type)} ${reference.value}`;
    if (overlap.size === 0 && left !== null) {
      if (!family.strong) continue;
      const candidateIds = [...new Set([...left, ...named])].sort();
      return {
        kind: "ambiguous",
        candidateIds,
        waitingFor: [],
        reason: `${reasons.join(", ")} and ${by} name different shipments`,
      };
    }
    if (left === null || overlap.size < left.size) reasons.push(by);
    left = overlap;
  }
  const [only] = left ?? [];
  if (left?.size === 1 && only) return { kind: "match", shipmentId: only, reason: reasons.join(", ") };
  if (left)
    return {
      kind: "ambiguous",
      candidateIds: [...left].sort(),
      waitingFor: unknown,
      reason: `${reasons.join(", ")} names ${left.size} shipments`,
    };
  if (crowd && unknown.length === 0)
    return {
      kind: "ambiguous",
      candidateIds: crowd,
      waitingFor: [],
      reason: `its numbers name more than ${MAX_NAMED} shipments`,
    };
  if (tried.length === 0)
    return { kind: "unmatched", waitingFor: [], reason: "names no shipment by any number we can look up" };
  return { kind: "unmatched", waitingFor: tried, reason: `no shipment carries ${listed(tried)}` };
}

function inTrustOrder(references: readonly Reference[], strongOnly: boolean) {
  return FAMILIES.filter((family) => family.strong || !strongOnly).flatMap((family) =>
    references
      .filter((reference) => family.types.includes(reference.type))
      .map((reference) => ({ reference, family })),
  );
}

/** Shipments that carry the number as a type of the same family; the exact type where there is one. */
function shipmentsNamed(
  reference: Reference,
  types: readonly ReferenceType[],
  hits: ReadonlyMap<string, readonly ReferenceHit[]>,
): ReadonlySet<string> {
  const carried = (hits.get(normaliseReference(reference.value)) ?? []).filter(
    (hit) => types.includes(hit.type) && (!hit.scope || !reference.scope || hit.scope === reference.scope),
  );
  const exact = carried.filter((hit) => hit.type === reference.type);
  return new Set((exact.length > 0 ? exact : carried).map((hit) => hit.shipmentId));
}

/** A delivery as its order system names it, not as others quote it. */
const isOwnDelivery = ({ type, scope }: Reference) => type === "delivery_note" && scope !== undefined;

/**
 * Another number of the same kind from the same issuer: an aggregator's own shipment id says nothing against the shipper's. An order system
 * numbers each delivery once (`scope` names it), so two of its deliveries are two shipments even where people gave them one tracking number, and
 * so are deliveries of two companies or two systems.
 */
function contradicts(
  carried: readonly Pick<ReferenceHit, "type" | "scope">[] | undefined,
  unknown: readonly Reference[],
): boolean {
  return unknown.some(
    (stated) =>
      (EXCLUSIVE.has(stated.type) || isOwnDelivery(stated)) &&
      carried?.some(
        (hit) =>
          hit.type === stated.type &&
          (isOwnDelivery(stated) ? hit.scope !== null : hit.scope === (stated.scope ?? null)),
      ),
  );
}

const label = (type: ReferenceType) =>
  type === "pro" || type === "bol" || type === "sscc" ? type.toUpperCase() : type.replace("_", " ");

function listed(references: readonly Reference[]): string {
  const shown = references.slice(0, 4).map((reference) => `${label(reference.type)} ${reference.value}`);
  return references.length > 4 ? `${shown.join(", ")} or ${references.length - 4} more` : shown.join(" or ");
}

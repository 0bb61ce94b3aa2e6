import { REFERENCE_TYPES, type Reference, type ReferenceType } from "@/lib/domain/reference/reference";
import { referenceTypeOf } from "./codes/reference-qualifier";
import { element, type Segment } from "./transaction-set";

/** Words senders put where they have no number. */
const PLACEHOLDER = /^(N\/?A|NONE|NULL|UNKNOWN|TBD|TBA|NOT AVAILABLE|UNDEFINED|0+|-+|\.+)$/i;
/** ISO 6346: owner code of three letters, category U, J or Z, six digits and mostly a check digit. */
const CONTAINER_NUMBER = /^[A-Z]{3}[UJZ]\d{6,7}$/;
/** Same shape with any owner code: a container only where the sender says it is one. */
const ANY_EQUIPMENT_NUMBER = /^[A-Z]{4}\d{6,7}$/;
/** Source: ASC X12 element 40 (N7-11, MS2-03): container types. */
const CONTAINER_CODES: ReadonlySet<string> = new Set(["CC", "CN", "CX"]);
/** UPS tracking number; UPS freight messages carry it under the qualifiers of a PRO. */
const UPS_TRACKING = /^1Z[0-9A-Z]{16}$/;

const RANK_OF_TYPE = Object.fromEntries(REFERENCE_TYPES.map((type, rank) => [type, rank])) as Record<
  ReferenceType,
  number
>;
/** Up to here a look through the list is cheaper than hashing. */
const SCAN_LIMIT = 12;

/** The references of one set or loop: typed, without empty values, placeholders and repeats. */
export class ReferenceList {
  private readonly items: Reference[];
  private index: Set<string> | null = null;
  private lastRank = -1;
  private isSorted = true;

  constructor(
    private readonly scac: string,
    inherited: readonly Reference[] = [],
  ) {
    this.items = inherited.slice();
    for (const reference of inherited) this.noteRank(reference.type);
  }

  /** Adds a number; a PRO is unique within its carrier only, so it is scoped by the SCAC. Blank and placeholder values are dropped. */
  add(type: ReferenceType, written: string): void {
    const value = written.trim();
    if (value === "" || PLACEHOLDER.test(value)) return;
    const actual = type === "pro" && UPS_TRACKING.test(value) ? "tracking" : type;
    if (this.isKnown(actual, value)) return;
    const isScoped = actual === "pro" && this.scac !== "";
    this.items.push(isScoped ? { type: actual, value, scope: this.scac } : { type: actual, value });
    this.index?.add(`${actual} ${value}`);
    this.noteRank(actual);
  }

  /** Adds a number by its element 128 qualifier; numbers that only describe are dropped, equipment is a container when it reads as one. */
  addQualified(qualifier: string, value: string): void {
    if (qualifier === "EQ") {
      this.addEquipment(value);
      return;
    }
    const type = referenceTypeOf(qualifier);
    if (type) this.add(type, value);
  }

  /** A container number is a reference; a trailer number is not: the same trailer carries other loads tomorrow. */
  addEquipment(written: string, descriptionCode = ""): void {
    const value = written.replace(/[\s-]/g, "").toUpperCase();
    const isSaid = CONTAINER_CODES.has(descriptionCode) && ANY_EQUIPMENT_NUMBER.test(value);
    if (isSaid || CONTAINER_NUMBER.test(value)) this.add("container", value);
  }

  /** Reads L11, N9, REF, PRF, SPO, OID, LAD, MAN, N7, MS2 and M7; other segments carry no reference. */
  addSegment(segment: Segment): void {
    switch (segment[0]) {
      case "L11":
        this.addQualified(element(segment, 2), element(segment, 1));
        break;
      case "N9":
      case "REF":
        this.addQualified(element(segment, 1), element(segment, 2));
        break;
      case "PRF":
      case "SPO":
        this.add("purchase_order", element(segment, 1));
        break;
      case "OID":
        this.add("order", element(segment, 1));
        this.add("purchase_order", element(segment, 2));
        break;
      case "LAD":
        for (const at of [7, 9, 11])
          if (element(segment, at) === "PO") this.add("purchase_order", element(segment, at + 1));
        break;
      case "MAN":
        this.addMarks(segment);
        break;
      case "N7":
        this.addEquipment(equipmentNumber(segment, 1, 18), element(segment, 11));
        break;
      case "MS2":
        this.addEquipment(equipmentNumber(segment, 1, 4), element(segment, 3));
        break;
      case "M7":
        for (let index = 1; index <= 4; index += 1) this.add("other", element(segment, index));
        break;
    }
  }

  /** Strongest first, in the order correlation trusts the types. */
  sorted(): readonly Reference[] {
    if (!this.isSorted) this.items.sort((left, right) => RANK_OF_TYPE[left.type] - RANK_OF_TYPE[right.type]);
    this.isSorted = true;
    return this.items;
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  private noteRank(type: ReferenceType): void {
    const rank = RANK_OF_TYPE[type];
    if (rank < this.lastRank) this.isSorted = false;
    this.lastRank = rank;
  }

  private isKnown(type: ReferenceType, value: string): boolean {
    if (this.items.length <= SCAN_LIMIT) {
      for (const item of this.items) if (item.value === value && item.type === type) return true;
      return false;
    }
    this.index ??= new Set(this.items.map((item) => `${item.type} ${item.value}`));
    return this.index.has(`${type} ${value}`);
  }

  /** Marks and numbers. Source: ASC X12 element 88 (MAN-01): GM is an SSCC-18, CP a carrier's package id, SM a shipper's. */
  private addMarks(segment: Segment): void {
    const qualifier = element(segment, 1);
    for (const index of [2, 3]) {
      if (qualifier === "GM" || qualifier === "AA") this.add("sscc", element(segment, index));
      else if (qualifier === "CP" || qualifier === "SM") this.add("tracking", element(segment, index));
    }
  }
}

/**
 * Equipment initial, number and check digit joined, the check digit only where the number lacks it.
 * Source: ASC X12 N7-01, N7-02, N7-18; MS2-01, MS2-02, MS2-04.
 */
export function equipmentNumber(segment: Segment, initialAt: number, checkDigitAt: number): string {
  const initial = element(segment, initialAt);
  const number = element(segment, initialAt + 1);
  if (/^[A-Z]{4}\d/.test(number)) return number;
  const digit = element(segment, checkDigitAt);
  return number.length === 6 && /^\d$/.test(digit) ? `${initial}${number}${digit}` : `${initial}${number}`;
}

/** Numbers of both lists, first come first, without repeats. */
export function mergeReferences(lists: Iterable<readonly Reference[]>): readonly Reference[] {
  const seen = new Map<string, Reference[]>();
  const merged: Reference[] = [];
  for (const list of lists) {
    for (const reference of list) {
      const same = seen.get(reference.value);
      if (same?.some((other) => other.type === reference.type && other.scope === reference.scope)) continue;
      if (same) same.push(reference);
      else seen.set(reference.value, [reference]);
      merged.push(reference);
    }
  }
  return merged;
}

import type { EventDraft, StatedTime } from "../event/draft";
import type { Reference } from "../reference/reference";

/** Codes in use are listed in the parse contract; connectors may add more, snake_case, said once. */
export interface Problem {
  readonly code: string;
  readonly severity: "warning" | "error";
  /** A position a person can find: "segment 12", "row 3", "$.result.tracking_details[2]". */
  readonly at: string;
  /** What is wrong, what was expected, what was kept. Never holds a secret. */
  readonly message: string;
}

export interface ParsedDocument {
  /** The partner's name of the document: "214", "204", "tracker", "status-row". */
  readonly type: string;
  /** Control number or the document's own number. */
  readonly number: string | null;
  readonly references: readonly Reference[];
  /** Everything in the document is about one shipment: its references count for each of its events, also those that state fewer. */
  readonly aboutOne?: true;
  /** The order it names has this delivery and no other: a shipment that carries the order and a load, but no delivery yet, is meant. */
  readonly soleDelivery?: true;
}

export const CHARGE_KINDS = [
  "linehaul",
  "fuel",
  "discount",
  "minimum",
  "detention_pickup",
  "detention_delivery",
  "layover",
  "lumper",
  "truck_ordered_not_used",
  "stop_off",
  "reconsignment",
  "redelivery",
  "liftgate",
  "residential",
  "limited_access",
  "inside",
  "appointment",
  "storage",
  "demurrage",
  "reweigh",
  "reclass",
  "hazmat",
  "overlength",
  "driver_assist",
  "customs",
  "tax",
  "admin_fee",
  "other",
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

export interface ChargeDraft {
  readonly kind: ChargeKind;
  /** Signed decimal string in the invoice's currency, two places or as the currency has ("1180.00", "-25.50"). */
  readonly amount: string;
  /** The partner's special charge code (X12 element 150) where there is one. */
  readonly code?: string;
  readonly description?: string;
  readonly rate?: string;
  readonly rateQualifier?: string;
  readonly quantity?: string;
  readonly at: string;
}

export interface InvoiceDraft {
  readonly number: string;
  /** SCAC or the sender's name. */
  readonly carrier: string | null;
  /** Decimal string. */
  readonly total: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly charges: readonly ChargeDraft[];
  /** Advances less prepaid amounts: part of the total and no charge. Decimal string; absent where none. */
  readonly advances?: string;
  /** What the totals segment says the lines come to. Decimal string. */
  readonly linesTotal?: string;
  readonly references: readonly Reference[];
  readonly issued: StatedTime | null;
  readonly shipped: StatedTime | null;
  readonly delivered: StatedTime | null;
  readonly billTo?: string;
  readonly terms?: string;
  /** X12 B3-08 correction indicator: balance due, corrected, duplicate, cancelled. */
  readonly correction?: string;
  readonly document: number;
}

/** What a functional acknowledgement (X12 997) has to say of one received group. */
export interface GroupReport {
  readonly functionalId: string;
  readonly controlNumber: string;
  readonly version: string;
  readonly sender: string;
  readonly senderQualifier: string;
  readonly receiver: string;
  readonly receiverQualifier: string;
  readonly applicationSender: string;
  readonly applicationReceiver: string;
  readonly usage: "P" | "T";
  readonly declaredSets: number | null;
  readonly receivedSets: number;
  readonly sets: readonly {
    readonly type: string;
    readonly controlNumber: string;
    readonly verdict: "A" | "E" | "R";
    /** X12 element 718 codes. */
    readonly errors: readonly string[];
  }[];
  /** X12 element 716 codes. */
  readonly errors: readonly string[];
}

/** What a warehouse says lies of one product at one location. */
export interface StockDraft {
  /** The warehouse's code of the product: SKU, item number, GTIN. */
  readonly product: string;
  /** The warehouse's code of the location. */
  readonly location: string;
  /** Decimal string ("12.5", "-3"): what is there now, not a movement. */
  readonly quantity: string;
  readonly unit: string | null;
  /** When it was counted; null: as of the whole message. */
  readonly counted: StatedTime | null;
  readonly document: number;
  readonly at: string;
}

/** What holds for all stock a message states. */
export interface StockList {
  /** The moment it speaks of; null: when the message was received. */
  readonly stated: StatedTime | null;
  /** Everything there is: a product it does not name is at zero. */
  readonly isComplete: boolean;
}

export type ParseOutcome = "events" | "facts" | "quarantine";

/** Everything a connector understood of one message. Pure: the same bytes and context always give the same value. */
export interface ParsedMessage {
  readonly format: "x12" | "edifact" | "json" | "xml" | "csv" | "unknown";
  readonly outcome: ParseOutcome;
  readonly documents: readonly ParsedDocument[];
  readonly references: readonly Reference[];
  readonly events: readonly EventDraft[];
  readonly invoices: readonly InvoiceDraft[];
  readonly groups: readonly GroupReport[];
  readonly stock?: readonly StockDraft[];
  readonly stockList?: StockList;
  readonly problems: readonly Problem[];
}

/** One code map entry a connection overrides; `code` is matched exactly within `codeList`. */
export interface CodeOverride {
  readonly codeList: string;
  readonly code: string;
  readonly milestone: EventDraft["milestone"];
  readonly classifier?: EventDraft["classifier"];
}

/** How the columns of a partner's CSV are to be read. Data of the connection, edited without a release. */
export interface CsvStatusMapping {
  readonly delimiter?: "," | ";" | "\t" | "|";
  readonly columns: {
    readonly status: string;
    readonly occurredAt: string;
    readonly reference: string;
    readonly eventId?: string;
    readonly city?: string;
    readonly region?: string;
    readonly country?: string;
    readonly note?: string;
    readonly voids?: string;
  };
  /** Further reference columns: column name → type. The `reference` column has type `referenceType`. */
  readonly referenceType: Reference["type"];
  readonly moreReferences?: Readonly<Record<string, Reference["type"]>>;
  /** `YYYY-MM-DD HH:mm`, `DD.MM.YYYY HH:mm`, `MM/DD/YYYY HH:mm`, `iso`. */
  readonly timeFormat: "iso" | "YYYY-MM-DD HH:mm" | "DD.MM.YYYY HH:mm" | "MM/DD/YYYY HH:mm";
  /** Partner's status word → milestone; matched case-insensitively after trimming. */
  readonly statuses: Readonly<Record<string, EventDraft["milestone"]>>;
}

/** How the columns of a warehouse's stock file are to be read, where its header does not say it in common words. */
export interface CsvStockMapping {
  readonly delimiter?: "," | ";" | "\t" | "|";
  readonly columns: {
    readonly product: string;
    readonly quantity: string;
    readonly location?: string;
    readonly unit?: string;
    readonly lot?: string;
    readonly countedAt?: string;
    readonly snapshot?: string;
  };
  /** Location code of every row, for a warehouse that states none. */
  readonly location?: string;
  /** Sign before the decimals; told from the file when left out. */
  readonly decimal?: "." | ",";
  readonly timeFormat?: CsvStatusMapping["timeFormat"];
  /** Every file is a complete list: a product it does not name is at zero. */
  readonly isComplete?: boolean;
}

/** What a connection may hold for its CSV files: of shipment statuses, or of stock. */
export type CsvMapping = CsvStatusMapping | CsvStockMapping;

/** What a connection adds to the bytes. Everything is optional so that `milepost parse FILE` needs no database. */
export interface ParseContext {
  readonly overrides?: readonly CodeOverride[];
  readonly csv?: CsvStatusMapping;
  readonly csvStock?: CsvStockMapping;
  /** SCAC of the carrier behind the connection, scope of PRO numbers when the message names none. */
  readonly carrierScac?: string;
  readonly fileName?: string;
}

/** A dialect. `recognises` looks at the first 4 KiB only and never throws; `parse` never throws either: what it can't read is a problem. */
export interface Connector {
  readonly dialect: string;
  /** Version of the default code map, kept on each event: raise it when a default mapping changes. */
  readonly mapVersion: `${string}/${number}`;
  recognises(head: string, fileName: string | undefined): boolean;
  parse(bytes: Uint8Array, context: ParseContext): ParsedMessage;
}

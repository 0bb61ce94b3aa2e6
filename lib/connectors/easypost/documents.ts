/** One EasyPost object of a message: where it stands, what it is, and the webhook Event around it, if any. */
export interface EasyPostDocument {
  readonly path: string;
  /** EasyPost's object name in snake case: `tracker`, `event`, `shipment`; `object` when it does not say. */
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What an id is of, where `object` is left out. Source: EasyPost API v2, "begins with" of each object's `id`. */
const OBJECTS_BY_PREFIX: Readonly<Record<string, string>> = {
  trk: "tracker",
  evt: "event",
  shp: "shipment",
  batch: "batch",
  clm: "claim",
  rfnd: "refund",
  pickup: "pickup",
  ins: "insurance",
  sf: "scan_form",
  order: "order",
  rate: "rate",
  hook: "webhook",
  payload: "payload",
  adr: "address",
  prcl: "parcel",
  cstinfo: "customs_info",
  cstitem: "customs_item",
  pl: "postage_label",
  shprep: "report",
  trkrep: "report",
  plrep: "report",
  rfrep: "report",
  paylog: "payment_log",
  user: "user",
  ca: "carrier_account",
};

const EVENT_NAME = /^[a-z_]+\.[a-z_.]+$/;
const LIST_DEPTH = 2;

/**
 * The EasyPost objects of a payload in order: a single object, a bare array, or a page (`{"trackers": [...], "has_more": true}`).
 * Source: EasyPost API v2, index endpoints answer a page named for the objects.
 */
export function easyPostDocuments(payload: unknown, path = "$", depth = 0): readonly EasyPostDocument[] {
  if (Array.isArray(payload)) {
    if (depth > LIST_DEPTH) return [];
    return payload.flatMap((item, index) => easyPostDocuments(item, `${path}[${index}]`, depth + 1));
  }
  if (!isObject(payload)) return [];
  const type = typeOf(payload);
  const members = type === "object" && depth <= LIST_DEPTH ? pageMembers(payload) : undefined;
  if (members) return easyPostDocuments(members.items, `${path}.${members.name}`, depth + 1);
  return [{ path, type, payload }];
}

/** True for a plain JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for an id as EasyPost writes it: a known prefix and 32 hexadecimal digits, or the documentation's three dots. */
export function holdsEasyPostId(text: string): boolean {
  for (const [, prefix = ""] of text.matchAll(/"([a-z]+)_(?:[0-9a-f]{32}|\.\.\.)"/g)) {
    if (Object.hasOwn(OBJECTS_BY_PREFIX, prefix)) return true;
  }
  return false;
}

/** EasyPost's name for an object, from `object`, its id prefix, or the shape of a webhook Event. */
export function typeOf(payload: Readonly<Record<string, unknown>>): string {
  const declared = typeof payload.object === "string" ? snakeCase(payload.object) : "";
  if (/^[a-z][a-z_]*$/.test(declared)) return declared;
  const prefix = typeof payload.id === "string" ? (/^([a-z]+)_/.exec(payload.id)?.[1] ?? "") : "";
  if (Object.hasOwn(OBJECTS_BY_PREFIX, prefix)) return OBJECTS_BY_PREFIX[prefix] ?? "object";
  if (typeof payload.description === "string" && EVENT_NAME.test(payload.description)) return "event";
  if (typeof payload.tracking_code === "string" && Array.isArray(payload.tracking_details)) return "tracker";
  return "object";
}

/** A page holds one array of objects under their plural name and otherwise only paging fields. */
function pageMembers(payload: Readonly<Record<string, unknown>>) {
  if (typeof payload.object === "string" || typeof payload.id === "string") return undefined;
  const lists = Object.entries(payload).filter(([, value]) => Array.isArray(value) && value.some(isObject));
  const [only] = lists;
  return lists.length === 1 && only ? { name: only[0], items: only[1] } : undefined;
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

import type { CsvStockMapping } from "@/lib/domain/message/parsed-message";

/** Header names as compared: letters and digits only, lower case. First hit in the list wins. */
const NAMES = {
  product: [
    "sku",
    "product",
    "productcode",
    "productid",
    "item",
    "itemcode",
    "itemnumber",
    "itemno",
    "itemid",
    "material",
    "materialnumber",
    "article",
    "articlenumber",
    "artikel",
    "artikelnummer",
    "partnumber",
    "partno",
    "upc",
    "ean",
    "gtin",
    "barcode",
    "internalreference",
    "defaultcode",
  ],
  quantity: [
    "quantity",
    "qty",
    "onhand",
    "quantityonhand",
    "qtyonhand",
    "onhandqty",
    "onhandquantity",
    "qoh",
    "soh",
    "stock",
    "stockonhand",
    "stocklevel",
    "stockqty",
    "physical",
    "physicalstock",
    "menge",
    "bestand",
    "quantite",
    "cantidad",
  ],
  location: [
    "location",
    "locationcode",
    "locationid",
    "loc",
    "bin",
    "storagelocation",
    "warehouse",
    "warehousecode",
    "warehouseid",
    "whse",
    "site",
    "facility",
    "facilitycode",
    "plant",
    "lagerort",
    "lager",
    "depot",
  ],
  unit: ["unit", "uom", "unitofmeasure", "units", "einheit", "me"],
  lot: ["lot", "lotnumber", "lotno", "lotid", "batch", "batchnumber", "serial", "serialnumber", "charge"],
  countedAt: [
    "countedat",
    "counted",
    "countdate",
    "counttime",
    "statedat",
    "asof",
    "asofdate",
    "snapshotat",
    "snapshottime",
    "snapshotdate",
    "timestamp",
    "datetime",
    "date",
    "stand",
  ],
  snapshot: ["snapshot", "complete", "fullsnapshot", "iscomplete", "listtype"],
} as const satisfies Record<StockField, readonly string[]>;

export type StockField = keyof CsvStockMapping["columns"];
export const STOCK_FIELDS = Object.keys(NAMES) as readonly StockField[];

/** 0-based places of the columns a file has. */
export type StockColumns = Partial<Readonly<Record<StockField, number>>>;

/** The shape of a name: case, blanks, dashes, accents and underscores do not count. */
function bare(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Finds each column by the connection's mapping, else by the names warehouses commonly give it. */
export function findStockColumns(
  header: readonly string[],
  mapping: CsvStockMapping | undefined,
): { readonly columns: StockColumns; readonly missing: readonly string[] } {
  const names = header.map(bare);
  const columns: Partial<Record<StockField, number>> = {};
  const missing: string[] = [];
  for (const field of STOCK_FIELDS) {
    const mapped = mapping?.columns[field];
    const wanted = mapped === undefined ? (mapping ? [] : NAMES[field]) : [bare(mapped)];
    const index = wanted.map((name) => names.indexOf(name)).find((place) => place >= 0);
    if (index !== undefined) columns[field] = index;
    else if (mapped !== undefined) missing.push(mapped);
  }
  return { columns, missing };
}

/** Columns a file of shipment statuses has and a list of stock has not. */
const STATUS_FILE =
  /^(status|statuscode|event|eventcode|eventtype|milestone|tracking|trackingnumber|shipment)/;

/** True for a header that names product, location and quantity, and nothing of a shipment. */
export function looksLikeStock(header: readonly string[]): boolean {
  const { columns } = findStockColumns(header, undefined);
  const { product, quantity, location } = columns;
  const all = product !== undefined && quantity !== undefined && location !== undefined;
  return all && !header.some((name) => STATUS_FILE.test(bare(name)));
}

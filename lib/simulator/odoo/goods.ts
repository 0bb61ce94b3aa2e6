/** What the customers' orders are of, as Odoo's product list has it. Prices in cents of the company's currency. */
export interface Goods {
  readonly code: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly costMinor: number;
  readonly weightKg: number;
}

type Row = readonly [name: string, dollars: number, weightKg: number];

const BY_CUSTOMER: Readonly<Record<string, readonly Row[]>> = {
  BRW: [
    ["Canned tomatoes, pallet layer", 96, 118],
    ["Rolled oats 25 kg, six sacks", 142, 150],
    ["Sunflower oil 10 l, nine cans", 188, 84],
  ],
  TGB: [
    ["Sparkling water, pallet layer", 61, 132],
    ["Root beer, pallet layer", 88, 132],
    ["Apple juice 1 l, pallet layer", 104, 126],
  ],
  OAK: [
    ["Dining table, oak", 640, 58],
    ["Bookcase, flat pack", 210, 41],
  ],
  PIN: [
    ["Brake discs, crate of 20", 520, 190],
    ["Alternators, crate of 12", 1480, 96],
    ["Oil filters, carton of 96", 310, 38],
  ],
  SVB: [
    ["Saline 500 ml, 24 cartons", 730, 288],
    ["Vial trays, sterile", 415, 12],
  ],
  CDF: [
    ["Kraft liner reel", 880, 620],
    ["Copy paper, 40 boxes", 1120, 500],
  ],
  NPK: [
    ["Tents, carton of 8", 960, 36],
    ["Trail packs, carton of 12", 540, 18],
  ],
  MHT: [
    ["Bed linen, bale", 430, 64],
    ["Curtains, carton of 20", 380, 27],
  ],
  FCS: [
    ["Angle bar 40 x 4, bundle", 690, 480],
    ["Cold rolled coil, slit", 1350, 900],
  ],
  HAL: [
    ["Power supplies, carton of 50", 1250, 42],
    ["Display panels, crate of 16", 2900, 88],
  ],
  WFP: [
    ["Dry dog food 15 kg, 40 sacks", 980, 600],
    ["Cat litter, pallet layer", 120, 160],
  ],
  QYC: [
    ["Wood stain 5 l, 32 cans", 610, 176],
    ["Primer white 10 l, 24 cans", 720, 260],
  ],
  BRT: [
    ["Marble runs, carton of 30", 460, 24],
    ["Building blocks, carton of 24", 390, 31],
  ],
  LMS: [
    ["Gauze rolls, carton of 200", 270, 14],
    ["Exam gloves, 60 boxes", 340, 22],
  ],
};

const COST_SHARE = 0.62;

/** What one customer trades in. @throws {RangeError} for a customer nobody has goods for. */
export function goodsOf(customerCode: string): readonly Goods[] {
  const rows = BY_CUSTOMER[customerCode];
  if (!rows) throw new RangeError(`no goods for customer ${customerCode}`);
  return rows.map(([name, dollars, weightKg], index) => ({
    code: `${customerCode}-${index + 1}0`,
    name,
    priceMinor: dollars * 100,
    costMinor: Math.round(dollars * 100 * COST_SHARE),
    weightKg,
  }));
}

export const ALL_GOODS: readonly Goods[] = Object.keys(BY_CUSTOMER).flatMap(goodsOf);

/** Made-up shippers; `share` is their part of the freight in no unit, `place` the street their docks are in. */
export interface Customer {
  readonly name: string;
  readonly code: string;
  readonly share: number;
  readonly street: string;
}

export const CUSTOMERS: readonly Customer[] = [
  { name: "Brightwater Foods", code: "BRW", share: 14, street: "410 Orchard Pkwy" },
  { name: "Tallgrass Beverages", code: "TGB", share: 12, street: "77 Spring Well Rd" },
  { name: "Oakline Furniture", code: "OAK", share: 9, street: "1200 Joiner Ave" },
  { name: "Pinion Auto Parts", code: "PIN", share: 9, street: "35 Camshaft Dr" },
  { name: "Silverbrook Pharma", code: "SVB", share: 7, street: "8 Vial Ct" },
  { name: "Cedarfall Paper", code: "CDF", share: 8, street: "600 Millrace Rd" },
  { name: "Northpeak Outdoor", code: "NPK", share: 6, street: "19 Switchback Ln" },
  { name: "Marlowe Home Textiles", code: "MHT", share: 6, street: "240 Loom St" },
  { name: "Ferrous Creek Steel", code: "FCS", share: 6, street: "1 Furnace Rd" },
  { name: "Halden Electronics", code: "HAL", share: 8, street: "52 Diode Way" },
  { name: "Willow and Finch Pet", code: "WFP", share: 5, street: "14 Kibble Row" },
  { name: "Quayside Coatings", code: "QYC", share: 4, street: "300 Pigment Blvd" },
  { name: "Bramble Toys", code: "BRT", share: 4, street: "9 Marble Run" },
  { name: "Lantern Medical Supply", code: "LMS", share: 4, street: "66 Gauze St" },
];

/** What share of deliveries should arrive on time and in full, the line in the chart. The usual retail requirement; a company's own comes with its settings. */
export const OTIF_TARGET = 0.92;

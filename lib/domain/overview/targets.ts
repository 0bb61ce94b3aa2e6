/** What share of deliveries should arrive on time and in full until a company says otherwise: 92.0 %, the usual retail requirement. */
export const OTIF_TARGET_PERMILLE = 920;

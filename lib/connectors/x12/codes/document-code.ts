import type { Milestone } from "@/lib/domain/event/milestone";

/**
 * Why the truck stops. Reasons that move no freight of this shipment (inspection, weighing, drop of an empty) are `other`.
 * Source: ASC X12 element 163 (S5-02).
 */
export const STOP_REASON: Readonly<Record<string, "pickup" | "delivery" | "other">> = {
  CL: "pickup",
  LD: "pickup",
  LE: "pickup",
  PA: "pickup",
  PL: "pickup",
  SL: "pickup",
  CU: "delivery",
  DT: "delivery",
  PU: "delivery",
  SU: "delivery",
  UL: "delivery",
  AL: "other",
  CN: "other",
  DR: "other",
  HT: "other",
  IN: "other",
  MO: "other",
  RT: "other",
  TL: "other",
  WL: "other",
};

/**
 * What a tender does, by its purpose. Anything that is not an original, a change or a cancellation is a repeat or an inquiry
 * and stays `unmapped`.
 * Source: ASC X12 element 353 (B2A-01).
 */
export const TENDER_PURPOSE: Readonly<Record<string, Milestone>> = {
  "00": "tendered",
  "01": "cancelled",
  "02": "tendered",
  "03": "cancelled",
  "04": "tendered",
  "05": "tendered",
  "15": "tendered",
  "18": "tendered",
  "24": "tendered",
  "49": "tendered",
  CN: "tendered",
  SU: "tendered",
};

/**
 * The carrier's answer to a tender. A conditional acceptance (B) or counter proposal (C) is neither yes nor no: a person decides.
 * Source: ASC X12 element 558 (B1-04).
 */
export const RESERVATION_ACTION: Readonly<Record<string, Milestone>> = {
  A: "tender_accepted",
  D: "tender_declined",
  E: "tender_declined",
  R: "tender_declined",
};

/**
 * What a corrected freight bill is, in our words; codes not listed are kept as written.
 * Source: ASC X12 element 202 (B3-08).
 */
export const CORRECTION: Readonly<Record<string, string>> = {
  AD: "adjusted",
  AI: "additional_information",
  AR: "additional_revenue",
  BD: "balance_due",
  BE: "billing_error",
  CA: "cancelled",
  CO: "corrected",
  CS: "consolidation",
  DI: "duplicate",
  DU: "duplicate",
  PD: "past_due",
  RB: "rebilled",
  RC: "corrected",
  RF: "rebuttal",
  RP: "rebuttal",
};

/**
 * Functional group a set travels in. Only sets with one group are listed, so that a difference is a finding.
 * Source: ASC X12 element 479 (GS-01) against element 143 (ST-01).
 */
export const FUNCTIONAL_GROUP: Readonly<Record<string, string>> = {
  "110": "IA",
  "204": "SM",
  "210": "IM",
  "211": "BL",
  "214": "QM",
  "301": "RO",
  "310": "IO",
  "315": "QO",
  "404": "SR",
  "810": "IN",
  "820": "RA",
  "846": "IB",
  "850": "PO",
  "852": "PD",
  "855": "PR",
  "856": "SH",
  "860": "PC",
  "861": "RC",
  "865": "CA",
  "940": "OW",
  "943": "AR",
  "944": "RE",
  "945": "SW",
  "990": "GF",
  "997": "FA",
  "999": "FA",
};

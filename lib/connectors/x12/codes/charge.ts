import type { ChargeKind } from "@/lib/domain/message/parsed-message";

/**
 * Special charge codes by kind. Codes that are defined but fit no kind of ours are `other`, listed so that a code nobody
 * defined still shows as unmapped. Reclassification has no code: it is told by the line's text.
 *
 * Detention that does not say where counts as detention at delivery unless the line's text says otherwise. `FSC`, `LUM`, `TON`,
 * `HST`, `QST` are not in the list but in wide use with one meaning.
 *
 * Source: ASC X12 element 150 (L1-08, L3-08, L7), releases 004010 to 005010.
 */
const CODES_OF_KIND: Readonly<Record<ChargeKind, string>> = {
  linehaul: `
    080 075 400 450 AIC AIR BAS CMI COF DAA DLH DTF FAK FBD FCB FCD FCI FFR HLF IFC LFD LHS LTE MAB
    MIL NDA OVN PPC SCN SDW STG`,
  fuel: "405 BSC BU2 BU4 BUA ENS FSC FUE",
  discount: `
    270 275 280 285 290 295 AAN CAC CAE CAF CAV CCA CUD DAC DSC EEB GRD LDA LDL NSD NWD PAI PPI PWT
    QQD RAA RAI SPA SVA TAC TAL TTD TTP TTR VAB VVL WSA`,
  minimum: "490 AMC ANB MAD MIC MIN MLB MMC TCM",
  detention_pickup: "DTL",
  detention_delivery: "DEB DEP DET DEW DPU DTB DTU DTV DWP PVD RMD SDC TDT WTG WTM",
  layover: "LAY LYC",
  lumper: "LDG LOA LUM UND UNL URC",
  truck_ordered_not_used: "AFN TON VFN VOR WFT",
  stop_off: "PVS SAM SDL SOC SOP SPP SPU STD STP STQ VSO",
  reconsignment: "160 DIC DIV DOV DTA RCC RCD RDC",
  redelivery: "650 RCL",
  liftgate: "LFT",
  residential: "REP RES",
  limited_access: "CLC EBD EBP GAR ILD ILP NYD NYP PIR",
  inside: "IDL IPU SEE",
  appointment: "APT MNC NFY",
  storage: "HDG HDH HDW HZS ISO IST SAS SHH SHW SRG STR SVS TST WHC",
  demurrage: "DEA DEM DES",
  reweigh: "SCL SCU WEI WRC WRE WTV",
  reclass: "",
  hazmat: "420 425 645 DGS HAZ HMA HMI HZC HZD OCH",
  overlength: "520 EXL OCN OVR OWC",
  driver_assist: "LAB",
  customs: "145 155 165 240 245 250 315 345 360 365 370 440 525 555 BAB BCF CFC CFL CSE CSF CTX CUS DTD ESD",
  tax: `
    090 095 335 340 750 AAT CBX CGT FAB FAC FAD GST HST LLS MMT PPT QST SAG SAN SSX SST TAD TAX TAY
    TTL TTM TTS UUT`,
  admin_fee: `
    020 105 462 505 586 593 600 610 AFB BLC CBL CDR COL DOC FDS IDD IMS INC INS MFC POD SAC SER SSF
    ADH 761`,
  other: `
    010 015 025 030 035 040 045 050 055 060 065 070 085 100 110 115 120 135 140 150 170 175 180 185
    190 205 210 215 220 225 230 235 255 260 265 300 310 320 325 350 355 375 380 385 390 395 410 415
    430 435 445 455 460 465 470 475 480 485 495 500 510 515 535 540 545 550 560 565 570 580 585 590
    595 605 615 620 625 635 640 641 665 670 675 680 685 690 695 700 705 720 725 730 735 736 740 745
    760 765 999 AAJ AAM AAO AAS ACH ADL ADV AGS ALC AMB AMP ANC APL ARB ARG ARR ASC AUX AVA BBK BEY
    BFD BKA BLK BLW BND BOB BRD BRG BSS BTC BYD CA1 CA2 CA4 CAA CAP CAR CDF CER CHE CHG CHN CIS CLN CLS
    CNS COD COM CON COP COU CRA CRF CRS CSC CTC CTD CTF CTG CTO CTR CUA CUF DCE DCT DDP DDZ DEL DEZ
    DIS DMC DNA DPD DPE DRC DRP DST DTC DWC EAX ECC EEF EEP EIC EMR EMS EMT ENC EPC EPS ERS ETR EVC
    EXC EXD EXM EXP EXS EXW FAH FCS FLS FLT FTC GAT HAN HBD HDF HET HFA HHB HHG HIC HOL HRS HUL IAC ICE
    IHT IIA INP INR INT IPC ITS LAA LAD LDS LEC LFC LGD LOC LPC LPD LSC LSH LUP MAR MDM MEN MES MET MKU MNS
    MRK MSC MSG MVS NCH OAA OAB OAC OCP ODF OFU ONC OPC ORM OSC OUT PAD PAE PAV PBE PBL PCH PCT PDC
    PDS PDY PEC PEN PER PHC PKS PLT PMS PMT POC POS PPD PPH PPN PPO PPS PRB PRC PRK PSC PSD PSG PSH
    PSS PST PTS PUC PUD PUK PWH PYS QAA RAM RCP REC REF RET RFD RFM RID RMC RMP RPD RSP RSS RST SAB
    SAE SAJ SAK SAT SBC SCC SCD SCG SDS SEC SEG SEL SEV SFB SFC SFD SFE SGL SHL SLP SNS SPC SPD SPS
    SPT SRS SSC SSP SSR STC STF STO SUC SUF SUP SUR SVL SWC TAF TAR TER TMS TOA TOC TPC TPS TRA TRC
    TRE TRF TRN TRS TRU TSS TTB TTT TTV TUR TWO USW VCL WAR WBB WCT WDS WEA WFG WFH WRI WWC ZFF ZZZ`,
};

const KIND_OF_CODE: ReadonlyMap<string, ChargeKind> = new Map(
  (Object.keys(CODES_OF_KIND) as ChargeKind[]).flatMap((kind) =>
    (CODES_OF_KIND[kind].match(/\S+/g) ?? []).map((code) => [code, kind] as const),
  ),
);

/** Words of a special charge description (L1-12) that say the kind, tried in order when the code says nothing. */
const KIND_OF_WORDS: readonly (readonly [RegExp, ChargeKind])[] = [
  [/FUEL|\bFSC\b|BUNKER/, "fuel"],
  [/DETENTION.*(UNLOAD|DELIV|DEST|CONSIGN)/, "detention_delivery"],
  [/DETENTION.*(PICK|ORIG|SHIPPER|LOAD)|(PICK.?UP|ORIGIN|SHIPPER|LOADING).*DETENTION/, "detention_pickup"],
  [/DETENTION|WAITING TIME/, "detention_delivery"],
  [/TRUCK ORDER|\bTONU\b|NOT USED/, "truck_ordered_not_used"],
  [/LAYOVER/, "layover"],
  [/LUMPER|UNLOADING/, "lumper"],
  [/STOP.?OFF|EXTRA STOP|\bSTOP CHARGE/, "stop_off"],
  [/RECONSIGN|DIVERSION/, "reconsignment"],
  [/RE-?DELIVER/, "redelivery"],
  [/LIFT.?GATE/, "liftgate"],
  [/RESIDENTIAL/, "residential"],
  [/LIMITED ACCESS/, "limited_access"],
  [/INSIDE (DELIV|PICK)/, "inside"],
  [/APPOINTMENT|NOTIF/, "appointment"],
  [/DEMURRAGE/, "demurrage"],
  [/STORAGE/, "storage"],
  [/RE-?WEIGH/, "reweigh"],
  [/RE-?CLASS/, "reclass"],
  [/HAZ/, "hazmat"],
  [/OVER.?LENGTH|OVER.?DIMENSION|EXCESSIVE LENGTH/, "overlength"],
  [/DRIVER ASSIST|HELPER/, "driver_assist"],
  [/CUSTOMS|DUTY/, "customs"],
  [/\bTAX\b|\bGST\b|\bHST\b|\bVAT\b/, "tax"],
  [/DISCOUNT|ALLOWANCE/, "discount"],
  [/MINIMUM/, "minimum"],
  [/LINE.?HAUL|FREIGHT CHARGE/, "linehaul"],
];

const SAYS_NOTHING: ReadonlySet<string> = new Set(["", "999", "MSC", "MSG", "ZZZ"]);

export interface ChargeClass {
  readonly kind: ChargeKind;
  /** False when neither the code nor its description is known: the kind is then `other`. */
  readonly known: boolean;
}

function kindOfWords(description: string): ChargeKind | undefined {
  const words = description.toUpperCase();
  return KIND_OF_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

/**
 * Kind of a charge line from its special charge code and description.
 *
 * A line without code and description is the freight charge itself (L1-08 names charges other than freight).
 *
 * @param code L1-08, trimmed, may be empty
 * @param description L1-12, may be empty
 */
export function classifyCharge(code: string, description: string): ChargeClass {
  const listed = KIND_OF_CODE.get(code);
  const spoken = description === "" ? undefined : kindOfWords(description);
  if (listed === "detention_delivery" && spoken === "detention_pickup") return { kind: spoken, known: true };
  if (listed && !SAYS_NOTHING.has(code)) return { kind: listed, known: true };
  if (spoken) return { kind: spoken, known: true };
  if (code === "" && description === "") return { kind: "linehaul", known: true };
  return { kind: "other", known: listed !== undefined || code === "" };
}

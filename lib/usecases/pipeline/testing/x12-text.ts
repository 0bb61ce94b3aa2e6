/** Writes one interchange with one group and one set, counts and control numbers right. Enough for tests to speak X12. */
export function x12(
  type: string,
  segments: readonly string[],
  { control = 1, sender = "TMSACME", date = "20261118", time = "0900" } = {},
): string {
  const group = { "204": "SM", "990": "GF", "214": "QM", "210": "IM" }[type] ?? "XX";
  const isa = `ISA*00*          *00*          *02*${sender.padEnd(15)}*ZZ*MILEPOST       *${date.slice(2)}*${time}*U*00401*${String(control).padStart(9, "0")}*0*P*>`;
  const set = [`ST*${type}*0001`, ...segments];
  return [
    isa,
    `GS*${group}*${sender}*MILEPOST*${date}*${time}*${control}*X*004010`,
    ...set,
    `SE*${set.length + 1}*0001`,
    `GE*1*${control}`,
    `IEA*1*${String(control).padStart(9, "0")}`,
    "",
  ].join("~\n");
}

/** A load of two stops, Chicago to Dallas, tendered to RDFX. */
export const tender = (load: string, purpose = "00") =>
  x12("204", [
    `B2**RDFX**${load}**PP`,
    `B2A*${purpose}*LT`,
    "L11*PO-77*PO",
    `L11*BOL${load}*BM`,
    "N1*BT*Brouwer Foods*93*BRF",
    "N7**TRL1*********TL",
    "S5*1*LD*41000*L*24*PLT",
    "G62*37*20261118*I*0800",
    "G62*38*20261118*K*1000",
    "N1*SF*Brouwer DC*93*CHI1",
    "N3*1 Dock Rd",
    "N4*CHICAGO*IL*60601*US",
    "S5*2*UL*41000*L*24*PLT",
    "G62*53*20261119*G*1300",
    "G62*54*20261119*L*1500",
    "N1*ST*Lone Star Grocers*93*DAL1",
    "N3*9 Bay St",
    "N4*DALLAS*TX*75201*US",
    "L3*41000*G***120000",
  ]);

/** One status of that load. `when` is local wall clock, `YYYYMMDD*HHMM`. */
export const status = (
  load: string,
  code: string,
  when: string,
  { reason = "NS", city = "CHICAGO*IL", pro = `PRO${load}`, control = 7 } = {},
) =>
  x12("214", [`B10*${pro}*${load}*RDFX`, "LX*1", `AT7*${code}*${reason}***${when}*LT`, `MS1*${city}*US`], {
    sender: "RDFX",
    control,
  });

interface Envelope {
  readonly type: "204" | "214";
  readonly sender: string;
  readonly control: number;
  /** `YYYYMMDD`; stamped at nine. */
  readonly day: string;
}

/** Writes one interchange of one group and one set, as the carriers of this run send it. Release 004010. */
export function interchange(envelope: Envelope, segments: readonly string[]): Buffer {
  const { type, sender, control, day } = envelope;
  const group = type === "204" ? "SM" : "QM";
  const number = String(control).padStart(9, "0");
  const address = `02*${sender.padEnd(15)}*ZZ*${"SOAKFREIGHT".padEnd(15)}`;
  const lines = [
    `ISA*00*${" ".repeat(10)}*00*${" ".repeat(10)}*${address}*${day.slice(2)}*0900*U*00401*${number}*0*P*>`,
    `GS*${group}*${sender}*SOAKFREIGHT*${day}*0900*${control}*X*004010`,
    `ST*${type}*0001`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    `GE*1*${control}`,
    `IEA*1*${number}`,
  ];
  return Buffer.from(lines.map((line) => `${line}~\n`).join(""));
}

/** Body of a tender of two stops, both on `day`. */
export function tenderSegments(load: string, scac: string, pro: string, day: string): string[] {
  return [
    `B2**${scac}**${load}**PP`,
    "B2A*00*LT",
    `L11*BOL${load}*BM`,
    `L11*${pro}*CN`,
    "N1*BT*Soak Foods*93*SKF",
    "S5*1*LD*41000*L*24*PLT",
    `G62*37*${day}*I*0800`,
    `G62*38*${day}*K*1000`,
    "N1*SF*Soak DC*93*CHI1",
    "N4*CHICAGO*IL*60601*US",
    "S5*2*UL*41000*L*24*PLT",
    `G62*53*${day}*G*1300`,
    `G62*54*${day}*L*1500`,
    "N1*ST*Soak Grocers*93*DAL1",
    "N4*DALLAS*TX*75201*US",
  ];
}

/** Body of one status; `clock` is local, `YYYYMMDD*HHMMSS`. */
export function statusSegments(
  load: string,
  scac: string,
  pro: string,
  code: string,
  clock: string,
): string[] {
  return [`B10*${pro}*${load}*${scac}`, "LX*1", `AT7*${code}*NS***${clock}*LT`, "MS1*CHICAGO*IL*US"];
}

import type { Delimiter } from "../csv-rows";

export type DecimalSign = "." | ",";

const MAX_QUANTITY_CHARS = 40;
/** Blanks, thin and no-break ones too, and the Swiss apostrophe, between groups of three. */
const GROUP_BLANK = /(?<=\d)[\s'\u2019\u00a0\u2009\u202f](?=\d{3}(?!\d))/g;

/** What a file's quantities say of its decimal sign, and the first that could mean either. */
export interface SignOfFile {
  readonly decimal: DecimalSign;
  /** The sign was taken from custom, since every number with a sign could be read both ways: the first of them. */
  readonly assumedFrom: string | null;
}

/**
 * Tells the decimal sign from all quantities of a file. `1.234,5` and `12,5` say comma, `1,234.5` and `12.5` say point; where all
 * that is written is of the kind `1,234`, a file split by semicolons means a comma, and a point is always a decimal point.
 */
export function signOfFile(written: readonly string[], delimiter: Delimiter): SignOfFile {
  let assumedFrom: string | null = null;
  let custom: DecimalSign = ".";
  for (const text of written) {
    const sign = signOf(text);
    if (sign === "." || sign === ",") return { decimal: sign, assumedFrom: null };
    if (sign === "either" && assumedFrom === null) {
      assumedFrom = text;
      custom = text.includes(",") && delimiter === ";" ? "," : ".";
    }
  }
  return { decimal: custom, assumedFrom };
}

function signOf(text: string): DecimalSign | "either" | null {
  const point = text.lastIndexOf(".");
  const comma = text.lastIndexOf(",");
  if (point < 0 && comma < 0) return null;
  if (point >= 0 && comma >= 0) return point > comma ? "." : ",";
  const sign = point >= 0 ? "." : ",";
  const parts = text.split(sign);
  if (parts.length > 2) return sign === "." ? "," : ".";
  return /^[+-]?[1-9]\d{0,2}$/.test(parts[0]?.trim() ?? "") && /^\d{3}-?$/.test(parts[1]?.trim() ?? "")
    ? "either"
    : sign;
}

/**
 * A written quantity as a plain decimal string. A sign may stand before it or, as some ERP systems print it, behind it.
 *
 * @returns null when it is no number under this decimal sign; blank is no number.
 */
export function plainQuantity(written: string, decimal: DecimalSign): string | null {
  if (written.length > MAX_QUANTITY_CHARS) return null;
  const text = written.trim().replace(GROUP_BLANK, "");
  const thousands = decimal === "." ? "," : ".";
  const match = /^([+-]?)([\d.,]+?)(-?)$/.exec(text);
  if (!match) return null;
  const [, before, digits = "", behind] = match;
  if (before && behind) return null;
  const [whole = "", decimals, ...more] = digits.split(decimal);
  if (more.length > 0 || decimals?.includes(thousands)) return null;
  const grouped = whole.includes(thousands);
  if (grouped && !/^\d{1,3}(?:[.,]\d{3})+$/.test(whole)) return null;
  const plain = whole.replaceAll(thousands, "") || "0";
  if (!/^\d{1,18}$/.test(plain) || (whole === "" && !decimals)) return null;
  if (decimals !== undefined && !/^\d*$/.test(decimals)) return null;
  const sign = before === "-" || behind === "-" ? "-" : "";
  return `${sign}${plain}${decimals ? `.${decimals}` : ""}`;
}

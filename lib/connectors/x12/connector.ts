import type { Connector } from "@/lib/domain/message/parsed-message";
import { parseX12 } from "./reader";

/** File names that say X12 when the first bytes don't. `.edi` is left out: EDIFACT files carry it too. */
const X12_FILE_NAME = /\.(x12|204|210|214|990|997|999)$/i;

/**
 * ASC X12 messages: 204 load tender, 990 reply, 214 status, 210 freight invoice; 997, 999 and TA1 as facts; any other set as a
 * document with its references.
 */
export const x12Connector: Connector = {
  dialect: "x12",
  mapVersion: "x12/1",
  recognises(head, fileName) {
    const text = head.replace(/^[\s\uFEFF\0]+/, "");
    if (/^ISA[^A-Za-z0-9]/.test(text)) return true;
    if (/^(GS[^A-Za-z0-9\s][A-Z]{2}|ST([^A-Za-z0-9\s])\d{3}\2)/.test(text)) return true;
    if (/[\r\n]\s*ISA([^A-Za-z0-9\s])[^\r\n]{2}\1/.test(text)) return true;
    return fileName !== undefined && X12_FILE_NAME.test(fileName);
  },
  parse: parseX12,
};

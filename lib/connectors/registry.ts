import type { Connector } from "@/lib/domain/message/parsed-message";
import { csvStatusConnector } from "./csv-status/connector";
import { csvStockConnector } from "./csv-stock/connector";
import { easypostConnector } from "./easypost/connector";
import { jsonStockConnector } from "./json-stock/connector";
import { manualConnector } from "./manual/connector";
import { odooConnector } from "./odoo/connector";
import { x12Connector } from "./x12/connector";

/** Every dialect Milepost reads, asked in this order. A new partner format is one folder and one line here. */
export const CONNECTORS: readonly Connector[] = [
  x12Connector,
  easypostConnector,
  odooConnector,
  jsonStockConnector,
  csvStockConnector,
  csvStatusConnector,
  manualConnector,
];

/** The connector of a dialect as a connection names it (`x12`, `easypost`, `csv-status`), or undefined. */
export function connectorFor(dialect: string): Connector | undefined {
  return CONNECTORS.find((connector) => connector.dialect === dialect);
}

/** The first connector that recognises the head of a message, or undefined. Never throws. */
export function detectConnector(head: string, fileName?: string): Connector | undefined {
  return CONNECTORS.find((connector) => connector.recognises(head, fileName));
}

import { gunzipSync } from "node:zlib";
import type { LoggedMessage } from "@/db/queries/pipeline/claim-batch";
import type { PipelineConnection } from "@/db/queries/pipeline/load-connections";
import { connectorFor } from "@/lib/connectors/registry";
import type { CsvMapping, ParseContext, ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";

/** Far above any connection's limit; a message was bounded when it was received, this only stops a bomb read from disk. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

export interface ReadMessage {
  readonly message: LoggedMessage;
  readonly connection: PipelineConnection;
  readonly parsed: ParsedMessage;
  /** "x12/1+7": default map version, then the connection's override version. */
  readonly mappingVersion: string;
}

/** Parses one stored message with its connection's dialect and mapping. What can't be read comes back as a quarantine, never as a throw. */
export function readMessage(message: LoggedMessage, connection: PipelineConnection): ReadMessage {
  const connector = connectorFor(connection.dialect);
  const mappingVersion = `${connector?.mapVersion ?? "none/0"}+${connection.mappingVersion}`;
  const read = (parsed: ParsedMessage): ReadMessage => ({ message, connection, parsed, mappingVersion });
  if (!connector) {
    return read(
      quarantine(
        "unsupported_document",
        `No reader for dialect "${connection.dialect}". The bytes are kept; change the connection's dialect and replay.`,
      ),
    );
  }
  try {
    const bytes =
      message.contentEncoding === "gzip"
        ? gunzipSync(message.body, { maxOutputLength: MAX_INFLATED_BYTES })
        : message.body;
    return read(
      connector.parse(bytes, {
        overrides: connection.overrides,
        ...csvContext(connection.csvMapping),
        ...(connection.carrierScac ? { carrierScac: connection.carrierScac } : {}),
        ...(message.fileName ? { fileName: message.fileName } : {}),
      }),
    );
  } catch (error) {
    return read(
      quarantine(
        "reader_failed",
        `The reader stopped: ${error instanceof Error ? error.message : String(error)}. The bytes are kept; replay after a fix.`,
      ),
    );
  }
}

/** A mapping of status words is of a status file, another of a stock list. */
function csvContext(mapping: CsvMapping | null): Pick<ParseContext, "csv" | "csvStock"> {
  if (mapping === null) return {};
  return "statuses" in mapping ? { csv: mapping } : { csvStock: mapping };
}

/** The answer for a message nothing can be taken from. */
export function quarantine(code: string, message: string): ParsedMessage {
  const problem: Problem = { code, severity: "error", at: "message", message };
  return {
    format: "unknown",
    outcome: "quarantine",
    documents: [],
    references: [],
    events: [],
    invoices: [],
    groups: [],
    problems: [problem],
  };
}

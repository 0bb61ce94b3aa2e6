import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** What we were told was stored. The partner's own book: nothing but the sender writes it. */
export interface LedgerLine {
  readonly partner: string;
  /** Null where the partner gives its messages no id. */
  readonly key: string | null;
  readonly sha256: string;
  readonly messageId: string;
  readonly fact: string;
  readonly acknowledgedAt: string;
}

export interface Ledger {
  write(line: LedgerLine): void;
  close(): void;
}

export function openLedger(file: string): Ledger {
  const descriptor = openSync(file, "a", 0o600);
  return {
    write: (line) => writeSync(descriptor, `${JSON.stringify(line)}\n`),
    close: () => closeSync(descriptor),
  };
}

export function readLedger(file: string): LedgerLine[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LedgerLine);
}

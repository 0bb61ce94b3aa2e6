import type { MessageRow } from "@/db/queries/inbox/insert-messages";
import { UnavailableError } from "@/lib/domain/app-error";
import type { StoredMessage } from "./store-rows";

/** Stores a batch. Of each row: what became of it, or why it could not be stored. Rejects when none could. */
export type StoreBatch = (rows: readonly MessageRow[]) => Promise<readonly (StoredMessage | Error)[]>;

export interface GroupCommitLimits {
  /** How long the first of a batch waits for company. */
  readonly gatherMs: number;
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly maxInFlight: number;
  /** After this a message is given up, stored or not: its sender hears 503 and sends it again. */
  readonly deadlineMs: number;
}

const LIMITS: GroupCommitLimits = {
  gatherMs: 4,
  maxRows: 200,
  maxBytes: 4 * 1024 * 1024,
  maxInFlight: 2,
  deadlineMs: 3_500,
};

interface Waiting {
  readonly row: MessageRow;
  readonly resolve: (stored: StoredMessage) => void;
  readonly reject: (error: Error) => void;
}

interface Batch {
  readonly waiting: Waiting[];
  sizeBytes: number;
  gathered: boolean;
  over: boolean;
}

/**
 * Many messages, one statement, each acknowledged only after its commit. While as many statements as allowed are under
 * way, the next batch grows: the busier the inbox, the cheaper each message.
 */
export class GroupCommit {
  private readonly queue: Batch[] = [];
  private inFlight = 0;
  private readonly limits: GroupCommitLimits;

  constructor(
    private readonly storeBatch: StoreBatch,
    limits: Partial<GroupCommitLimits> = {},
  ) {
    this.limits = { ...LIMITS, ...limits };
  }

  /** @throws {UnavailableError} when it could not be stored, or nobody can say in time whether it was. */
  add(row: MessageRow): Promise<StoredMessage> {
    return new Promise((resolve, reject) => {
      const batch = this.batchFor(row);
      batch.waiting.push({ row, resolve, reject });
      batch.sizeBytes += row.body.length;
      if (this.isFull(batch)) batch.gathered = true;
      this.sendNext();
    });
  }

  private batchFor(row: MessageRow): Batch {
    const last = this.queue.at(-1);
    if (last && !this.isFull(last) && last.sizeBytes + row.body.length <= this.limits.maxBytes) return last;
    if (last) last.gathered = true;
    const batch: Batch = { waiting: [], sizeBytes: 0, gathered: false, over: false };
    this.queue.push(batch);
    setTimeout(() => {
      batch.gathered = true;
      this.sendNext();
    }, this.limits.gatherMs);
    setTimeout(() => this.giveUp(batch), this.limits.deadlineMs).unref();
    return batch;
  }

  private isFull(batch: Batch): boolean {
    return batch.waiting.length >= this.limits.maxRows || batch.sizeBytes >= this.limits.maxBytes;
  }

  private sendNext(): void {
    while (this.inFlight < this.limits.maxInFlight && this.queue[0]?.gathered) {
      const batch = this.queue.shift();
      if (batch) void this.send(batch);
    }
  }

  private async send(batch: Batch): Promise<void> {
    this.inFlight += 1;
    try {
      const results = await this.storeBatch(batch.waiting.map(({ row }) => row));
      for (const [index, { resolve, reject }] of batch.waiting.entries()) {
        const result = results[index];
        if (result && !(result instanceof Error)) resolve(result);
        else reject(unavailable(result));
      }
    } catch (error) {
      for (const { reject } of batch.waiting) reject(unavailable(error));
    } finally {
      this.finish(batch);
    }
  }

  private giveUp(batch: Batch): void {
    if (batch.over) return;
    for (const { reject } of batch.waiting) reject(unavailable("the database did not answer in time"));
    const position = this.queue.indexOf(batch);
    if (position >= 0) {
      this.queue.splice(position, 1);
      batch.over = true;
    } else {
      this.finish(batch);
    }
  }

  private finish(batch: Batch): void {
    if (batch.over) return;
    batch.over = true;
    this.inFlight -= 1;
    this.sendNext();
  }
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError(
    "The message could not be stored just now. It was not accepted; send it again.",
    cause,
  );
}

import { otlpRequest, type Span } from "@/lib/domain/trace/span";
import { errorFields, log } from "@/lib/log";

export interface ExporterSettings {
  /** Base address of the collector; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The defaults suit production; tests shorten them. */
  readonly flushMs?: number;
  readonly timeoutMs?: number;
  readonly maxQueued?: number;
}

export interface SpanCounts {
  readonly exported: number;
  /** Given up: the collector was away, refused them, or fell behind. */
  readonly dropped: number;
}

const FLUSH_MS = 1_000;
const TIMEOUT_MS = 5_000;
const MAX_QUEUED = 8_192;
const MAX_BATCH = 512;
const LONGEST_REST_MS = 30_000;

/**
 * Sends spans to an OpenTelemetry collector in batches, beside the work they tell of. A span costs one push; the queue is bounded, and what does not
 * fit or can't be delivered is counted and forgotten: tracing never holds anything up.
 *
 * Source: OTLP 1.x, "OTLP/HTTP request": POST `/v1/traces`, `application/json`, 2xx is taken, everything else is not.
 */
export class SpanExporter {
  private queue: Span[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  private failures = 0;
  private exported = 0;
  private dropped = 0;
  private readonly url: string;

  constructor(private readonly settings: ExporterSettings) {
    this.url = `${settings.endpoint.replace(/\/+$/, "")}/v1/traces`;
  }

  get counts(): SpanCounts {
    return { exported: this.exported, dropped: this.dropped };
  }

  add(span: Span): void {
    if (this.queue.length >= (this.settings.maxQueued ?? MAX_QUEUED)) {
      this.dropped += 1;
      return;
    }
    this.queue.push(span);
    this.wakeUp();
  }

  /** Sends what is queued. Never throws. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined;
      if (this.queue.length > 0) this.wakeUp();
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    while (this.queue.length > 0 && (await this.send(this.queue.splice(0, MAX_BATCH)))) {
      // The next batch.
    }
  }

  private wakeUp(): void {
    if (this.sending !== undefined) return;
    const restMs = (this.settings.flushMs ?? FLUSH_MS) * 2 ** this.failures;
    this.timer ??= setTimeout(() => void this.flush(), Math.min(restMs, LONGEST_REST_MS)).unref();
  }

  private async send(batch: readonly Span[]): Promise<boolean> {
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        redirect: "error",
        headers: { ...this.settings.headers, "content-type": "application/json" },
        body: JSON.stringify(otlpRequest(batch, this.settings.serviceName)),
        signal: AbortSignal.timeout(this.settings.timeoutMs ?? TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the collector answered ${answer.status}`);
      if (this.failures > 0) log("info", "spans go out again", { dropped: this.dropped });
      this.failures = 0;
      this.exported += batch.length;
      return true;
    } catch (error) {
      if (this.failures === 0) log("warn", "spans can't be delivered and are dropped", errorFields(error));
      this.failures = Math.min(this.failures + 1, 5);
      this.dropped += batch.length;
      return false;
    }
  }
}

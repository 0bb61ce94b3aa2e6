import pg from "pg";

export interface LiveListener {
  stop(): void;
}

interface ListenOptions {
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  /** Called each time listening begins or breaks. While it is broken, notices are lost. */
  readonly onState: (listening: boolean) => void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/**
 * One connection that listens for good: a broken one is opened again, waiting longer each time.
 * LISTEN needs a session of its own, so it does not work through a pooler that hands out transactions.
 */
export function listenLive(connectionString: string, options: ListenOptions): LiveListener {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let retryMs = FIRST_RETRY_MS;
  let stopped = false;

  const again = (broken: pg.Client) => {
    if (broken !== client || stopped) return;
    client = undefined;
    options.onState(false);
    broken.end().catch(() => undefined);
    timer = setTimeout(() => void open(), retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };

  const open = async () => {
    const opening = new pg.Client({
      connectionString,
      application_name: "milepost live",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client = opening;
    opening.on("error", () => again(opening));
    opening.on("end", () => again(opening));
    opening.on("notification", (notice) => options.onNotice(notice.payload ?? ""));
    try {
      await opening.connect();
      await opening.query(`listen ${opening.escapeIdentifier(options.channel)}`);
      retryMs = FIRST_RETRY_MS;
      options.onState(true);
    } catch {
      again(opening);
    }
  };

  void open();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      client?.end().catch(() => undefined);
    },
  };
}

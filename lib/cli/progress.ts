export interface Progress {
  /** Adds to what is done. */
  advance(count: number): void;
  /** Sets what is done, for work that knows its position. */
  moveTo(done: number): void;
  /** Says what is being worked on now, beside the label. */
  note(text: string): void;
}

export interface ProgressOptions {
  readonly label: string;
  /** How much there is in all; leave it out when nobody knows. */
  readonly total?: number;
  readonly unit?: string;
  /** Where it is drawn; standard error unless a test says otherwise. */
  readonly stream?: ProgressStream;
}

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const QUIET_MS = 2_000;
const REDRAW_MS = 200;
const LOG_MS = 10_000;
const BAR_CELLS = 24;

interface State {
  done: number;
  noted: string;
}

/**
 * Runs work and shows how far it is once it takes longer than two seconds: a bar on a terminal, elsewhere a line every ten
 * seconds. Quick work prints nothing. The bar is wiped when the work ends, however it ends.
 */
export async function withProgress<T>(
  options: ProgressOptions,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const stream = options.stream ?? process.stderr;
  const state: State = { done: 0, noted: "" };
  const startedAt = performance.now();
  let drawn = false;
  const show = () => {
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs < QUIET_MS) return;
    if (stream.isTTY) stream.write(`\r\u001b[K${progressLine(options, state, elapsedMs, stream.columns)}`);
    else stream.write(`${progressLine(options, state, elapsedMs)}\n`);
    drawn = true;
  };
  const timer = setInterval(show, stream.isTTY ? REDRAW_MS : LOG_MS);
  timer.unref();
  try {
    return await work({
      advance: (count) => {
        state.done += count;
      },
      moveTo: (done) => {
        state.done = done;
      },
      note: (text) => {
        state.noted = text;
      },
    });
  } finally {
    clearInterval(timer);
    if (drawn && stream.isTTY) stream.write("\r\u001b[K");
  }
}

/** One line of progress: bar and share where the total is known, else the count; elapsed and expected remaining time. */
export function progressLine(
  options: ProgressOptions,
  state: Readonly<State>,
  elapsedMs: number,
  columns = 200,
): string {
  const { label, total, unit = "" } = options;
  const parts = [label];
  if (total !== undefined && total > 0) {
    const share = Math.min(1, state.done / total);
    const filled = Math.round(share * BAR_CELLS);
    parts.push(`[${"#".repeat(filled)}${"-".repeat(BAR_CELLS - filled)}]`, `${Math.floor(share * 100)}%`);
    parts.push(`${state.done}/${total}${unit && ` ${unit}`}`, clock(elapsedMs));
    if (share > 0 && share < 1) parts.push(`about ${clock((elapsedMs / share) * (1 - share))} left`);
  } else {
    parts.push(`${state.done}${unit && ` ${unit}`}`, clock(elapsedMs));
  }
  if (state.noted) parts.push(state.noted);
  return parts.join(" ").slice(0, Math.max(20, columns - 1));
}

function clock(elapsedMs: number): string {
  const seconds = Math.round(elapsedMs / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

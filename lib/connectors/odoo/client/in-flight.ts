/** Odoo's threads share one interpreter: a third reader makes the first two slower and gains nothing. */
const MAX_IN_FLIGHT = 2;

interface Door {
  busy: number;
  readonly waiting: (() => void)[];
}

const doors = new Map<string, Door>();

/**
 * Runs `work` when one of the two places of this Odoo is free, first come first served, over all clients of this process.
 * The wait does not count against the time limit of a call.
 */
export async function inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
  const door = doors.get(origin) ?? { busy: 0, waiting: [] };
  doors.set(origin, door);
  if (door.busy >= MAX_IN_FLIGHT) await new Promise<void>((resolve) => door.waiting.push(resolve));
  else door.busy += 1;
  try {
    return await work();
  } finally {
    // The place is handed to the next in line without being free in between.
    const next = door.waiting.shift();
    if (next) next();
    else door.busy -= 1;
    if (door.busy === 0) doors.delete(origin);
  }
}

import type { Executor } from "@/db/client";
import { adjustGroups, type GroupDelta } from "@/db/queries/watch/exception-groups";
import { addToExceptionCounts } from "@/db/queries/watch/exceptions";
import type { ExceptionKind, ExceptionState } from "@/lib/domain/exception/exception";

/** A turn from one state to another; `before` null when it opens. */
interface Turn {
  readonly kind: ExceptionKind;
  readonly groupId: string | null;
  readonly before: ExceptionState | null;
  readonly after: ExceptionState;
}

const ACTIVE: ReadonlySet<ExceptionState | null> = new Set<ExceptionState>([
  "open",
  "acknowledged",
  "snoozed",
]);

/** Gathers how the kept counts and the groups change, and writes both at the end of the transaction. */
export class ExceptionTally {
  private readonly counts = new Map<string, number>();
  private readonly groups = new Map<string, { open: number; total: number; seen: boolean }>();

  turn({ kind, groupId, before, after }: Turn): void {
    if (before === after) return;
    if (before) this.count(kind, before, -1);
    this.count(kind, after, 1);
    if (!groupId) return;
    const group = this.groups.get(groupId) ?? { open: 0, total: 0, seen: false };
    this.groups.set(groupId, group);
    group.open += Number(ACTIVE.has(after)) - Number(ACTIVE.has(before));
    group.total += before === null ? 1 : 0;
    group.seen ||= after === "open" && !ACTIVE.has(before);
  }

  /** Counts in `slot`, so that two kinds of writers never wait for each other. */
  async write(db: Executor, companyId: number, slot: number, now: Date): Promise<void> {
    const deltas: GroupDelta[] = [...this.groups]
      .filter(([, { open, total, seen }]) => open !== 0 || total !== 0 || seen)
      .map(([id, { open, total, seen }]) => ({ id, open, total, seenAt: seen ? now : null }));
    await adjustGroups(db, companyId, deltas);
    await addToExceptionCounts(db, companyId, slot, this.counts);
  }

  private count(kind: ExceptionKind, state: ExceptionState, step: 1 | -1): void {
    for (const key of [`state:${state}`, `kind:${kind}:${state}`])
      this.counts.set(key, (this.counts.get(key) ?? 0) + step);
  }
}

import { describe, expect, it } from "vitest";
import { UnavailableError } from "@/lib/domain/app-error";
import { GroupCommit, type StoreBatch } from "./group-commit";
import { messageRow } from "./message-row";

const row = (text: string) =>
  messageRow(1, { connectionId: "c", body: Buffer.from(text), transport: "http" }, new Date());

/** Stores in memory when told to; remembers the sizes of the batches. */
function slowStore() {
  const batches: number[] = [];
  const waiting: (() => void)[] = [];
  const store: StoreBatch = (rows) => {
    batches.push(rows.length);
    return new Promise((resolve) => {
      waiting.push(() => resolve(rows.map(({ id }) => ({ kind: "accepted", messageId: id }))));
    });
  };
  return { store, batches, commitNext: () => waiting.shift()?.() };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("group commit", () => {
  it("puts what arrives together into one statement and answers each after it", async () => {
    const { store, batches, commitNext } = slowStore();
    const commit = new GroupCommit(store);
    const rows = ["a", "b", "c"].map(row);
    let answered = false;
    const results = Promise.all(rows.map((each) => commit.add(each))).finally(() => {
      answered = true;
    });
    await sleep(30);
    expect(batches).toEqual([3]);
    expect(answered).toBe(false);
    commitNext();
    expect((await results).map((result) => result.messageId)).toEqual(rows.map(({ id }) => id));
  });

  it("sends a full batch at once, by count and by bytes", async () => {
    const { store, batches } = slowStore();
    const commit = new GroupCommit(store, { gatherMs: 10_000, maxRows: 2, maxBytes: 10, maxInFlight: 9 });
    for (const text of ["a", "b", "c"]) commit.add(row(text)).catch(() => undefined);
    expect(batches).toEqual([2]);
    commit.add(row("0123456789")).catch(() => undefined);
    expect(batches).toEqual([2, 1, 1]);
  });

  it("lets a batch grow while as many statements as allowed are under way", async () => {
    const { store, batches, commitNext } = slowStore();
    const commit = new GroupCommit(store, { gatherMs: 1, maxInFlight: 1 });
    const first = commit.add(row("a"));
    await sleep(20);
    const others = ["b", "c", "d"].map((text) => commit.add(row(text)));
    await sleep(20);
    expect(batches).toEqual([1]);
    commitNext();
    await first;
    await sleep(5);
    expect(batches).toEqual([1, 3]);
    commitNext();
    await Promise.all(others);
  });

  it("gives every message of a failed batch back to its sender, and goes on with the next", async () => {
    let broken = true;
    const commit = new GroupCommit(async (rows) => {
      if (broken) throw new Error("connection refused");
      return rows.map(({ id }) => ({ kind: "accepted", messageId: id }));
    });
    const failed = await Promise.allSettled([commit.add(row("a")), commit.add(row("b"))]);
    expect(
      failed.map((each) => each.status === "rejected" && each.reason instanceof UnavailableError),
    ).toEqual([true, true]);
    broken = false;
    expect((await commit.add(row("c"))).kind).toBe("accepted");
  });

  it("fails one message alone where only that one can't be stored", async () => {
    const commit = new GroupCommit(async (rows) =>
      rows.map(({ id, body }) =>
        body.toString() === "poison" ? new Error("refused") : { kind: "accepted", messageId: id },
      ),
    );
    const results = await Promise.allSettled(["a", "poison", "b"].map((text) => commit.add(row(text))));
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("gives up in time when the database hangs, for what waits and for what is under way, and recovers", async () => {
    const { store, batches, commitNext } = slowStore();
    const commit = new GroupCommit(store, { gatherMs: 1, maxInFlight: 1, deadlineMs: 60 });
    const hanging = commit.add(row("a"));
    await sleep(20);
    const queued = commit.add(row("b"));
    await expect(hanging).rejects.toBeInstanceOf(UnavailableError);
    await expect(queued).rejects.toBeInstanceOf(UnavailableError);
    commitNext();
    const after = commit.add(row("c"));
    await sleep(20);
    while (batches.length > 0 && batches.pop()) commitNext();
    expect((await after).kind).toBe("accepted");
  });
});

import { describe, expect, it } from "vitest";
import type { BoardPage, BoardRow } from "@/lib/contracts/shipments/board-page";
import { reconcileRows } from "./reconcile-rows";

const row = (id: string, version = 1) => ({ id, version }) as BoardRow;
const page = (rows: readonly BoardRow[], elsewhere: readonly BoardRow[] = []) =>
  ({ rows, elsewhere }) as unknown as BoardPage;
const ids = (rows: readonly BoardRow[]) => rows.map(({ id }) => id).join("");

const shown = { rows: [row("a"), row("b"), row("c"), row("d")] };

describe("news while a board is being read", () => {
  it("changes a row in its place and says which one changed", () => {
    const result = reconcileRows(shown, page([row("a"), row("b", 2), row("c"), row("d")]));
    expect(result.rows[1]).toEqual(row("b", 2));
    expect(result).toMatchObject({ changedIds: ["b"], waiting: 0 });
  });

  it("moves nothing: a row that would jump to the top waits, and counts as one", () => {
    const result = reconcileRows(shown, page([row("d", 2), row("a"), row("b"), row("c")]));
    expect(ids(result.rows)).toBe("abcd");
    expect(result).toMatchObject({ changedIds: ["d"], waiting: 1 });
  });

  it("keeps a row that belongs elsewhere now, as it is now", () => {
    const result = reconcileRows(shown, page([row("a"), row("c"), row("d"), row("e")], [row("b", 5)]));
    expect(ids(result.rows)).toBe("abcd");
    expect(result.rows[1]).toEqual(row("b", 5));
    expect(result.waiting).toBe(1);
  });

  it("counts each newcomer once, not the rows it pushes down", () => {
    const result = reconcileRows(shown, page([row("x"), row("a"), row("b"), row("c"), row("d")]));
    expect(result.waiting).toBe(1);
  });

  it("shows a board at once that had nothing to read", () => {
    const result = reconcileRows({ rows: [] }, page([row("a")]));
    expect(result).toMatchObject({ rows: [row("a")], changedIds: [], waiting: 0 });
  });
});

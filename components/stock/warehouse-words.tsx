"use client";

import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { useNow } from "@/components/ui/use-now";
import type { WarehouseWord } from "@/lib/contracts/stock/stock-list";

/** A warehouse that counts once a day has spoken within this. */
const SILENT_MS = 26 * 3_600_000;

/** Each warehouse's last word, so that one that fell silent is seen. */
export function WarehouseWords({ warehouses }: { readonly warehouses: readonly WarehouseWord[] }) {
  if (warehouses.length === 0) return null;
  return (
    <Card title="Last word of each warehouse" className="mt-3.5">
      <ul className="grid gap-x-6 gap-y-2.5 sm:grid-cols-2 xl:grid-cols-3">
        {warehouses.map((warehouse) => (
          <li key={warehouse.id} className="min-w-0">
            <div className="flex flex-wrap items-center gap-2">
              <b className="min-w-0 break-words">{warehouse.name}</b>
              <Standing warehouse={warehouse} />
            </div>
            <LastWord warehouse={warehouse} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Standing({ warehouse: { isOff, statedAt } }: { readonly warehouse: WarehouseWord }) {
  const nowMs = useNow(statedAt === null ? 0 : Date.parse(statedAt));
  if (isOff) return <Chip>Switched off</Chip>;
  if (statedAt === null) return <Chip tone="info">Said nothing yet</Chip>;
  const isSilent = nowMs - Date.parse(statedAt) > SILENT_MS;
  return isSilent ? <Chip tone="warn">Silent</Chip> : <Chip tone="ok">Speaks</Chip>;
}

function LastWord({ warehouse }: { readonly warehouse: WarehouseWord }) {
  const { statedAt, completeAt, messageId } = warehouse;
  if (statedAt === null || messageId === null)
    return <p className="text-xs text-ink-3">Waits for its first list.</p>;
  return (
    <p className="text-xs text-ink-2">
      <Link href={`/messages/${messageId}`} className="text-accent underline">
        List
      </Link>{" "}
      as of <RelativeTime at={statedAt} focusable />
      {completeAt === null ? (
        ", never a complete one"
      ) : completeAt === statedAt ? (
        ", complete"
      ) : (
        <>
          , complete <RelativeTime at={completeAt} focusable />
        </>
      )}
    </p>
  );
}

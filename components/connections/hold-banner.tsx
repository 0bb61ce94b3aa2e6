import { RelativeTime } from "@/components/ui/relative-time";
import { StaleBanner } from "@/components/ui/stale-banner";
import type { ConnectionHealthPage, HoldDto } from "@/lib/contracts/connections/connection-health";
import { HoldButtons } from "./hold-buttons";

interface HoldBannerProps {
  readonly connectionId: string;
  readonly health: ConnectionHealthPage;
  readonly hold: HoldDto;
  readonly mayManage: boolean;
}

/** Who paused it and why, how much waits, and how far what waits has got through. */
export function HoldBanner({ connectionId, health, hold, mayManage }: HoldBannerProps) {
  return (
    <div className="mt-3.5">
      <StaleBanner
        action={mayManage && !hold.resuming && <HoldButtons connectionId={connectionId} hold={hold} />}
      >
        <b>{hold.resuming ? "Resuming" : "Paused"}</b> since <RelativeTime at={hold.since} focusable /> by{" "}
        {hold.by}: {hold.reason}. {waitingSentence(health.waiting)}
        {hold.draining && <Progress draining={hold.draining} />}
      </StaleBanner>
    </div>
  );
}

/** "1,200 messages and 3 writes to Odoo wait." */
function waitingSentence({ messages, commands, outbound }: ConnectionHealthPage["waiting"]): string {
  const parts = [
    counted(messages, "message", "messages"),
    counted(commands, "write to Odoo", "writes to Odoo"),
    counted(outbound, "message to the partner", "messages to the partner"),
  ].filter((part) => part !== null);
  if (parts.length === 0) return "Nothing waits.";
  const isOne = messages + commands + outbound === 1;
  return `${parts.join(", ")} ${isOne ? "waits" : "wait"}.`;
}

const counted = (count: number, one: string, many: string) =>
  count === 0 ? null : `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

function Progress({ draining }: { readonly draining: NonNullable<HoldDto["draining"]> }) {
  const { done, total } = draining;
  return (
    <span className="mt-1 flex items-center gap-2">
      <progress value={done} max={Math.max(1, total)} aria-label="What waited and went through" />
      {done.toLocaleString("en")} of {total.toLocaleString("en")} went through, in order
    </span>
  );
}

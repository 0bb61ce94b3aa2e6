import { ComparisonCard } from "@/components/messages/comparison-card";
import { RawView } from "@/components/messages/raw-view";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { compareCopies } from "@/lib/usecases/views/messages/compare-copies";
import { rawMessage } from "@/lib/usecases/views/messages/raw-message";

interface BytesProps {
  readonly ctx: Context;
  readonly id: string;
  readonly at: string | undefined;
}

export async function Bytes({ ctx, id, at }: BytesProps) {
  const view = await pageRead(rawMessage(ctx, id, at));
  return (
    <Card flush title="What was sent">
      <RawView view={view} />
    </Card>
  );
}

interface ComparisonProps {
  readonly ctx: Context;
  readonly thisId: string;
  readonly firstId: string;
}

export async function Comparison({ ctx, thisId, firstId }: ComparisonProps) {
  const comparison = await pageRead(compareCopies(ctx, { thisId, firstId }));
  return comparison && <ComparisonCard comparison={comparison} firstId={firstId} />;
}

export function NoBytes() {
  return (
    <Card title="What was sent">
      <EmptyState title="Your role does not show the bytes">
        Tenders and freight bills carry rates, so the bytes are for dispatch, finance, IT and leads.
        Everything the message says about a shipment is above and on the shipment's timeline.
      </EmptyState>
    </Card>
  );
}

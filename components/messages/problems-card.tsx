import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { Problem } from "@/lib/domain/message/parsed-message";
import { AtLink } from "./at-link";

interface ProblemsCardProps {
  readonly messageId: string;
  readonly problems: readonly Problem[];
  readonly seesBytes: boolean;
}

/** What reading found wrong, errors first, each with its place. */
export function ProblemsCard({ messageId, problems, seesBytes }: ProblemsCardProps) {
  const sorted = [...problems].sort(
    (a, b) => Number(b.severity === "error") - Number(a.severity === "error"),
  );
  return (
    <Card flush title={problems.length === 1 ? "1 problem" : `${problems.length} problems`}>
      <ul className="max-h-96 overflow-y-auto">
        {sorted.map((problem, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may be found twice
          <li key={place} className="grid gap-0.5 border-b border-line px-4 py-2 last:border-b-0">
            <span className="flex flex-wrap items-center gap-2">
              <Chip tone={problem.severity === "error" ? "bad" : "warn"}>
                {problem.severity === "error" ? "Error" : "Warning"}
              </Chip>
              <span className="mono text-ink-3">{problem.code}</span>
              <span className="ml-auto">
                <AtLink messageId={messageId} at={problem.at} leads={seesBytes} />
              </span>
            </span>
            <span className="max-w-prose">{problem.message}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

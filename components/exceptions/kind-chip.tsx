import { Chip } from "@/components/ui/chip";
import type { ExceptionKind, Severity } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { SEVERITY_TONES, SEVERITY_WORDS } from "./exception-words";

interface KindChipProps {
  readonly kind: ExceptionKind;
  readonly severity: Severity;
  /** Resolved and ignored ones press nobody, however grave they were. */
  readonly settled?: boolean;
}

/** What is wrong in words, how grave in shape and colour; the word for it is beside it or on hover. */
export function KindChip({ kind, severity, settled = false }: KindChipProps) {
  return (
    <Chip tone={settled ? "neutral" : SEVERITY_TONES[severity]} title={SEVERITY_WORDS[severity]}>
      {EXCEPTION_RULES[kind].label}
    </Chip>
  );
}

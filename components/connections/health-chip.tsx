import { Chip } from "@/components/ui/chip";
import type { ConnectionHealth } from "@/lib/domain/connection/health";
import { HEALTH_WORDS } from "./connection-words";

export function HealthChip({ health }: { readonly health: ConnectionHealth }) {
  const { label, tone } = HEALTH_WORDS[health];
  return <Chip tone={tone}>{label}</Chip>;
}

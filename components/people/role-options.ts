import { ROLE_LABELS, ROLES } from "@/lib/domain/access/role";

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

import { z } from "zod";
import { PASSWORD_MAX_CHARS } from "@/lib/domain/access/password-rule";
import { ROLES, type Role } from "@/lib/domain/access/role";

const userId = z.uuid();
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const password = z.string().min(1, "Enter a password.").max(PASSWORD_MAX_CHARS);

export const addPersonInput = z.object({
  email: z.email("Enter an e-mail address, such as r.vos@example.com.").max(254),
  name: z.string().trim().min(2, "Enter the name colleagues know them by.").max(100),
  role: z.enum(ROLES),
});

export const changeRoleInput = z.object({ userId, role: z.enum(ROLES), reason });
export const personReasonInput = z.object({ userId, reason });
export const changeOwnPasswordInput = z.object({ current: password, next: password });

export type AddPersonInput = z.infer<typeof addPersonInput>;
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;
export type PersonReasonInput = z.infer<typeof personReasonInput>;
export type ChangeOwnPasswordInput = z.infer<typeof changeOwnPasswordInput>;

/** A one-time password, in clear, for the admin to hand over. It is shown once and stored only as a hash. */
export interface OneTimePassword {
  readonly email: string;
  readonly password: string;
}

export interface PersonDto {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly signIn: "password" | "one_time_password" | "identity_provider";
  readonly disabledAt: string | null;
  readonly openSessions: number;
  readonly lastSeenAt: string | null;
}

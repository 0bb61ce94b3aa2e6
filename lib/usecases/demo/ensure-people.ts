import type { Role } from "@/lib/domain/access/role";
import { ConflictError } from "@/lib/domain/app-error";
import { addPerson } from "@/lib/usecases/access/add-person";
import type { Context } from "@/lib/usecases/context";
import { people } from "@/lib/usecases/views/people";

/** One made-up colleague a role, `<role>@demo.example`, all with the same password. @returns how many were added. */
export async function ensurePeople(ctx: Context, roles: readonly Role[], password: string): Promise<number> {
  const known = new Set((await people(ctx)).map(({ email }) => email.toLowerCase()));
  let added = 0;
  for (const role of roles) {
    const email = `${role}@demo.example`;
    if (known.has(email)) continue;
    try {
      await addPerson(ctx, { email, role, name: NAMES[role] }, password);
      added += 1;
    } catch (error) {
      // Another demo process was quicker.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return added;
}

const NAMES: Readonly<Record<Role, string>> = {
  dispatcher: "Dana Okafor",
  finance: "Felix Brandt",
  customer_service: "Carmen Ruiz",
  it: "Ivo Lindqvist",
  lead: "Lena Marsh",
  admin: "Adrian Vos",
};

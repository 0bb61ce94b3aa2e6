import type { z } from "zod";
import { InvalidError } from "@/lib/domain/app-error";

/** Input as the use-case needs it, defaults filled in. @throws {InvalidError} naming every field that can't be used. */
export function readInput<S extends z.ZodType>(schema: S, given: z.input<S>): z.output<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const { issues } = result.error;
  const fields = Object.fromEntries(issues.map((issue) => [issue.path.join(".") || "form", issue.message]));
  const list = issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join(" ");
  throw new InvalidError(`Nothing was changed. ${list}`, fields);
}

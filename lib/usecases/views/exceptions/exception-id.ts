import { z } from "zod";
import { NotFoundError } from "@/lib/domain/app-error";

/** The id out of an address. What is no id names nothing: NotFoundError. */
export function exceptionIdFrom(given: string): string {
  const id = z.uuid().safeParse(given);
  if (!id.success) throw new NotFoundError("There is no such exception here. Look it up under Exceptions.");
  return id.data;
}

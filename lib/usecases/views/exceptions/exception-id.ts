import { z } from "zod";
import { NotFoundError } from "@/lib/domain/app-error";
import { EXCEPTION_KINDS, type ExceptionKind } from "@/lib/domain/exception/exception";

/** The id out of an address. What is no id names nothing: NotFoundError. */
export function exceptionIdFrom(given: string): string {
  const id = z.uuid().safeParse(given);
  if (!id.success) throw new NotFoundError("There is no such exception here. Look it up under Exceptions.");
  return id.data;
}

/** The kind out of an address. */
export function exceptionKindFrom(given: string): ExceptionKind {
  const kind = z.enum(EXCEPTION_KINDS).safeParse(given);
  if (!kind.success) throw new NotFoundError("There is no such kind of exception.");
  return kind.data;
}

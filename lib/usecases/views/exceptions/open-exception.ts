import type { ExceptionPage } from "@/lib/contracts/exceptions/exception-page";
import { AppError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { exceptionIdFrom } from "./exception-id";
import { exceptionPage } from "./exception-page";

/** The exception an address names, or null when there is none: a list beside it stays usable. */
export async function openException(ctx: Context, given: string): Promise<ExceptionPage | null> {
  try {
    return await exceptionPage(ctx, exceptionIdFrom(given));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

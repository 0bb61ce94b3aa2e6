import "server-only";
import { forbidden, notFound } from "next/navigation";
import { AppError } from "@/lib/domain/app-error";

/** Turns "you may not" and "there is no such thing" of a page's read into the pages that say so. */
export async function pageRead<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") forbidden();
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

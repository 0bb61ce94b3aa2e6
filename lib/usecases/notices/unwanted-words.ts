import type { Unwanted } from "@/db/queries/notices/unwanted";

/** Hours may lie between writing a notice and sending it (a digest, a night, a mail server that was away): why one is not sent any more. */
export const UNWANTED_WORDS: Readonly<Record<Unwanted, string>> = {
  subscription: "The subscription ended or was turned off before this went out. Nothing was sent.",
  person: "Who it was for has left, or has another role or address by now. Nothing was sent.",
  contact: "This customer is no longer told at this address. Nothing was sent.",
  taken_back: "What it tells was taken back before it went out. Nothing was sent.",
};

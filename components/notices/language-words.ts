import { LANGUAGES, type Language } from "@/lib/domain/notice/template";

export const LANGUAGE_WORDS: Readonly<Record<Language, string>> = {
  en: "English",
  nl: "Dutch",
  de: "German",
  fr: "French",
  es: "Spanish",
};

export const LANGUAGE_OPTIONS = LANGUAGES.map((value) => ({ value, label: LANGUAGE_WORDS[value] }));

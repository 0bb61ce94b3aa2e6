"use client";

import { useEffect } from "react";

/** Brings what the trace was opened from into sight once, where it is not at the top. */
export function ScrollToFocus() {
  useEffect(() => {
    document.querySelector("[data-focus]")?.scrollIntoView({ block: "center" });
  }, []);
  return null;
}

/** One thing the doctor looked at. `advice` says what to do; there is none where nothing needs doing. */
export interface Finding {
  readonly level: "ok" | "warn" | "fail";
  readonly subject: string;
  readonly message: string;
  readonly advice?: string;
}

export function ok(subject: string, message: string): Finding {
  return { level: "ok", subject, message };
}

export function warn(subject: string, message: string, advice: string): Finding {
  return { level: "warn", subject, message, advice };
}

export function fail(subject: string, message: string, advice: string): Finding {
  return { level: "fail", subject, message, advice };
}

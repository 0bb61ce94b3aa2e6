/** What a front end hands to the server to send. */
export interface Answer {
  readonly status: number;
  readonly type: "json" | "html";
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const jsonAnswer = (
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  type: "json",
  body: JSON.stringify(body ?? null),
  headers,
});

export const htmlAnswer = (status: number, title: string, text: string): Answer => ({
  status,
  type: "html",
  body: `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`,
});

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

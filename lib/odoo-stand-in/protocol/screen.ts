import { type Answer, htmlAnswer } from "./answer";

const DOCUMENT = /^\/odoo\/([a-z0-9_.]+)\/(\d+)$/;

/** Where Odoo's web client would be: links into it end here and say why there is nothing to see. Undefined for other paths. */
export function screenAnswer(path: string): Answer | undefined {
  if (path !== "/" && path !== "/web" && path !== "/odoo" && !path.startsWith("/odoo/")) return undefined;
  const [, model, id] = DOCUMENT.exec(path) ?? [];
  const meant = model && id ? ` A real Odoo would show ${model} number ${id} here.` : "";
  return htmlAnswer(
    501,
    "A stand-in for Odoo, without screens",
    `It answers Milepost over JSON-2 and JSON-RPC, and nothing else.${meant}`,
  );
}

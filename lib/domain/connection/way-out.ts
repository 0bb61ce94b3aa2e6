/**
 * How what we send reaches a partner. `post`: to an address, signed as Standard Webhooks where wanted; `lookUp` answers 200 or 404 for the id put in place of
 * `{id}`. `folder`: as a file in `out/` of its drop folder. `fetch`: the partner asks for it with its own secret and confirms.
 */
export type WayOut =
  | { readonly kind: "post"; readonly url: string; readonly signed: boolean; readonly lookUp: string | null }
  | { readonly kind: "folder" }
  | { readonly kind: "fetch" };

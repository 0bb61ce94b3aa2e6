/** What became of one uploaded file. */
export interface UploadAnswer {
  readonly result: "accepted" | "repeat" | "conflict";
  readonly messageId: string;
}

export const UPLOAD_MOST_FILES = 20;
/** Said before sending; the server has the last word. */
export const UPLOAD_MOST_BYTES = 16 * 1024 * 1024;

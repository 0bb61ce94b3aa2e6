/** What of a message's page is for this person; the use-cases ask again. */
export interface MessageRights {
  readonly bytes: boolean;
  readonly replay: boolean;
  readonly attach: boolean;
  readonly dismiss: boolean;
  readonly upload: boolean;
  readonly outbound: boolean;
  /** Opens the page of the connection. */
  readonly connection: boolean;
  readonly shareView: boolean;
}

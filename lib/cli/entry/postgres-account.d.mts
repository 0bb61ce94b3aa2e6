export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}
export function postgresAccount(): Account;

/** Why a use-case refused. Closed: each code is one HTTP status and one way to go on for the person who reads it. */
export type AppErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "invalid"
  | "conflict"
  | "rate_limited"
  | "too_large"
  | "unavailable";

export const HTTP_STATUS_OF: Readonly<Record<AppErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  rate_limited: 429,
  too_large: 413,
  unavailable: 503,
};

interface AppErrorOptions {
  readonly cause?: unknown;
  /** Problems by input field, for the form that sent them. */
  readonly fields?: Readonly<Record<string, string>>;
  /** How long to wait before trying again, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** The one error family of use-cases. `message` is read by a person: what happened, what was kept, what to do. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.fields = options.fields;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Nobody is signed in, or the session has ended. */
export class UnauthenticatedError extends AppError {
  constructor(message = "You are signed out. Sign in and do it again; nothing was changed.") {
    super("unauthenticated", message);
  }
}

/** Signed in, but the role does not allow it. */
export class ForbiddenError extends AppError {
  constructor(message: string) {
    super("forbidden", message);
  }
}

/** There is no such thing, or not in this company. */
export class NotFoundError extends AppError {
  constructor(message: string) {
    super("not_found", message);
  }
}

/** The input can't be used as it is; `fields` says where. */
export class InvalidError extends AppError {
  constructor(message: string, fields?: Readonly<Record<string, string>>) {
    super("invalid", message, fields ? { fields } : {});
  }
}

/** Someone or something else changed it first. */
export class ConflictError extends AppError {
  constructor(message: string, cause?: unknown) {
    super("conflict", message, { cause });
  }
}

/** Too many tries; `retryAfterMs` says how long to wait. */
export class RateLimitedError extends AppError {
  constructor(message: string, retryAfterMs: number) {
    super("rate_limited", message, { retryAfterMs });
  }
}

/** More bytes or rows than we take in one go. */
export class TooLargeError extends AppError {
  constructor(message: string) {
    super("too_large", message);
  }
}

/** Something we need is away; trying again later may work. */
export class UnavailableError extends AppError {
  constructor(message: string, cause?: unknown) {
    super("unavailable", message, { cause });
  }
}

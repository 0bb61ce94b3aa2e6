import type { PersonDto } from "@/lib/contracts/people";

export const SIGN_IN_WORDS: Readonly<Record<PersonDto["signIn"], string>> = {
  password: "Password",
  one_time_password: "Password that works once",
  identity_provider: "Single sign-on",
};

export type PersonAction = "role" | "reset" | "sessions" | "disable" | "enable";

interface ActionWords {
  readonly menu: string;
  readonly button: string;
  /** What will happen, before it does. */
  readonly effect: (person: PersonDto) => string;
}

/** Every change an admin can make to a person, in the words of the menu, the dialog and its button. */
export const ACTION_WORDS: Readonly<Record<PersonAction, ActionWords>> = {
  role: {
    menu: "Change role…",
    button: "Change role",
    effect: (person) => `${person.name} sees and may do what the new role allows from their next click on.`,
  },
  reset: {
    menu: "Reset password…",
    button: "Reset password",
    effect: (person) =>
      `${person.name} gets a password that works once; you see it one time and hand it over. ${sessionsEnd(person)}`,
  },
  sessions: {
    menu: "End sessions…",
    button: "End sessions",
    effect: (person) => `${sessionsEnd(person)} ${person.name} may sign in again.`,
  },
  disable: {
    menu: "Disable…",
    button: "Disable",
    effect: (person) =>
      `${person.name} can't sign in any more. ${sessionsEnd(person)} What they did stays in the audit log.`,
  },
  enable: {
    menu: "Enable…",
    button: "Enable",
    effect: (person) => `${person.name} can sign in again, with the role and password they had.`,
  },
};

/** The changes that make sense for a person as they are. */
export function actionsFor(person: PersonDto): readonly PersonAction[] {
  if (person.disabledAt) return ["enable"];
  return person.openSessions > 0 ? ["role", "reset", "sessions", "disable"] : ["role", "reset", "disable"];
}

function sessionsEnd(person: PersonDto): string {
  if (person.openSessions === 0) return "No session is open.";
  if (person.openSessions === 1) return "Their open session ends at once.";
  return `Their ${person.openSessions} open sessions end at once.`;
}

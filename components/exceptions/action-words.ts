import type { PersonAction } from "@/lib/domain/exception/lifecycle";

/** On the button that does it. */
export const VERBS: Readonly<Record<PersonAction, string>> = {
  acknowledge: "Acknowledge",
  assign: "Assign",
  comment: "Comment",
  snooze: "Snooze",
  resolve: "Resolve",
  ignore: "Ignore",
  reopen: "Open again",
};

export const TITLES: Readonly<Record<PersonAction, string>> = {
  acknowledge: "Acknowledge",
  assign: "Assign",
  comment: "Comment on",
  snooze: "Snooze",
  resolve: "Resolve",
  ignore: "Ignore",
  reopen: "Open again",
};

/** What will happen, before it does. */
export const WILL_WORDS: Readonly<Record<PersonAction, string>> = {
  acknowledge: "Others see that a person is at it. It stays in the open list.",
  assign: "It appears under “Mine” of whoever has it. Its state does not change.",
  comment: "The comment goes into the history and can't be taken out of it. Its state does not change.",
  snooze:
    "It leaves the open list and comes back by itself. If its cause goes away meanwhile, it resolves itself.",
  resolve: "It closes with your note. When the same thing happens anew, it opens again.",
  ignore:
    "It stays quiet until its end, whatever the rules find. After that it opens again if its cause still holds.",
  reopen: "It goes back to the open list, with everything that happened to it so far.",
};

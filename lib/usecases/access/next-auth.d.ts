import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    /** Id of the session row that this sign-in opened. */
    sessionId?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId?: string;
  }
}

import { redirect } from "next/navigation";
import { pageSession } from "@/lib/usecases/access/current-session";

/** A lead begins with the overview, everyone else with the shipments. */
export default async function Home() {
  const { actor } = await pageSession();
  redirect(actor.role === "lead" ? "/overview" : "/shipments");
}

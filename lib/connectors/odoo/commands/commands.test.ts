import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { describeCommands } from "./describe-commands";

describeCommands("what stands in for Odoo", () => startOdooStandIn({ port: 0 }));

import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { describeOdooContract } from "./describe-odoo-contract";

describeOdooContract("the stand-in", () => startOdooStandIn({ port: 0 }));

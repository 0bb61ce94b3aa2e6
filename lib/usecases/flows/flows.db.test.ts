import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { describeFlows } from "./describe-flows";

describeFlows("what stands in for Odoo", () => startOdooStandIn({ port: 0 }));

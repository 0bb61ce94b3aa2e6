import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { describeOneEffect } from "./describe-one-effect";

describeOneEffect("what stands in for Odoo", () => startOdooStandIn({ port: 0 }));

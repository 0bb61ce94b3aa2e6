import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { describeSetUpOdoo } from "./testing/setup-rules";

describeSetUpOdoo("the stand-in", () => startOdooStandIn({ port: 0 }));

import { kinds as all } from "../../controller/generated/registry.ts";

const mixed = new Set(["CompositeAlarm", "FlowLog", "MetricAlarm", "Topic", "Trail"]);

/** The kinds that the mix is made of: any other costs listings of its own. */
export const kinds = new Map([...all].filter(([name]) => mixed.has(name)));

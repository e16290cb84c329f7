import { sweepEveryCall } from "../sweep/every-call.ts";
import { scenarios } from "../sweep/scenarios.ts";

/* What the first five kinds do among one another. */
sweepEveryCall(scenarios);

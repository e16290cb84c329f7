import { sweepEveryCall } from "../sweep/every-call.ts";
import { scenariosOf } from "../sweep/kind-scenarios.ts";
import { logsCasts } from "../sweep/logs-casts.ts";

/* CloudWatch Logs' kinds, each by itself. */
sweepEveryCall(logsCasts.flatMap(scenariosOf));

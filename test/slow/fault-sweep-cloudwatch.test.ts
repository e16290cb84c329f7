import { cloudWatchCasts } from "../sweep/cloudwatch-casts.ts";
import { sweepEveryCall } from "../sweep/every-call.ts";
import { scenariosOf } from "../sweep/kind-scenarios.ts";

/* CloudWatch's kinds, each by itself. */
sweepEveryCall(cloudWatchCasts.flatMap(scenariosOf));

import { sweepEveryCall } from "../sweep/every-call.ts";
import { scenariosOf } from "../sweep/kind-scenarios.ts";
import { otherCasts } from "../sweep/other-casts.ts";

/* The kinds of other services than CloudWatch's, each by itself. */
sweepEveryCall(otherCasts.flatMap(scenariosOf));

import { sweepEveryCall } from "../sweep/every-call.ts";
import { stackScenarios } from "../sweep/stack-scenarios.ts";

/* A trail with everything around it. Its two hundred calls read seven kinds each, so that one run in six must do. */
sweepEveryCall(stackScenarios, 6);

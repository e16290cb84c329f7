import type { WarmUpConfiguration } from "@aws-sdk/client-cloudwatch";

/** How long an alarm is held back after it is made or changed. */
export interface WarmUp {
  readonly warmUpPeriodDurationInMinutes: number;
  /** Always there in canonical shape. */
  readonly onlyStartEvaluatingAfterWarmUpPeriodEnds?: boolean;
}

/** AWS's setting in canonical shape. */
export function warmUpFromAws(warmUp: WarmUpConfiguration): WarmUp {
  return {
    warmUpPeriodDurationInMinutes: warmUp.WarmUpPeriodDurationInMinutes ?? 0,
    onlyStartEvaluatingAfterWarmUpPeriodEnds: warmUp.OnlyStartEvaluatingAfterWarmUpPeriodEnds ?? false,
  };
}

/** The setting as a Put takes it. */
export function warmUpToAws(warmUp: WarmUp): WarmUpConfiguration {
  return {
    WarmUpPeriodDurationInMinutes: warmUp.warmUpPeriodDurationInMinutes,
    OnlyStartEvaluatingAfterWarmUpPeriodEnds: warmUp.onlyStartEvaluatingAfterWarmUpPeriodEnds ?? false,
  };
}

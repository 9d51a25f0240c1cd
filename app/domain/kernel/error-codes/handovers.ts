/** Of coupons in the hands of drivers. */
export const handoverErrors = {
  handover_not_found: 404,
  handover_over: 409,
  opened_elsewhere: 409,
  help_not_found: 404,
  help_settled: 409,
} as const

export interface RateLimitsTable {
  bucket: Buffer
  window_start: Date
  hits: number
}

export interface RateLimitsTables {
  rate_limits: RateLimitsTable
}

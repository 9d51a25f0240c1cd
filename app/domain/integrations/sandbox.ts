const COUPONS = 60
const FIRST = 90_000_000

/** What the test company has. The documentation names these numbers, and integrators write them into their tests. */
export const sandbox = {
  /** Works; millilitres a day. */
  card: '7825990000000001',
  dailyLimit: 1_000_000,
  /** Blocked by the issuer. */
  blockedCard: '7825990000000002',
  /** Asks for its PIN. */
  pinCard: '7825990000000003',
  pin: '4071',
  /** Last filled at this reading. */
  odometerCard: '7825990000000004',
  odometerKm: 100_000,
  /** The QR of a coupon is this and its number. */
  qrPrefix: 'TEST-',
  coupons: Array.from({ length: COUPONS }, (_, at) => `9999000000${String(FIRST + at)}`),
  /** Millilitres. */
  couponVolume: 20_000,
  /** Tiyn a litre. */
  price: 30_000,
} as const

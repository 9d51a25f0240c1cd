/** How much one operation can be about, whoever tells of it: a station, a till, a telephone or a form. Client-safe. */

/** A tank lorry's, in millilitres. */
export const MAX_FILL_VOLUME = 60_000_000

/** Characters of a number, a code, a pump or a station. */
export const MAX_TYPED = 64

/** What a processor tells of a card or a coupon, in millilitres or tiyn: far from what a column holds. */
export const MAX_TOLD_SUM = 1_000_000_000_000

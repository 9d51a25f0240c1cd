/** Characters of a new password. Safe in the browser, whose fields say the least. */
export const MIN_PASSWORD_LENGTH = 8
export const MAX_PASSWORD_LENGTH = 128

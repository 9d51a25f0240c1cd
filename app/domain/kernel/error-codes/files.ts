/** Of files that come in, and the letters and data of the system. */
export const fileErrors = {
  file_missing: 400,
  file_unreadable: 400,
  file_empty: 400,
  file_cut: 400,
  file_too_large: 413,
  import_not_found: 404,
  import_not_ready: 409,
  import_faulty: 409,
  column_unknown: 422,
  mail_not_found: 404,
  mail_not_retryable: 409,
  demo_refused: 409,
  demo_not_empty: 409,
} as const

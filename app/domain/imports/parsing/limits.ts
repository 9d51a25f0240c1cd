/** What one register may cost. A hundred thousand coupons are 11 MB of CSV, or 4 MB of XLSX that unpack to 70. */

const MB = 1024 * 1024

export const limits = {
  fileBytes: 50 * MB,
  /** A worksheet unpacked; it is read as a stream, so this bounds time, not memory. */
  worksheetBytes: 400 * MB,
  /** All texts of a workbook unpacked: these are held in memory. */
  sharedStringsBytes: 64 * MB,
  /** A workbook's small parts: its list of sheets, its styles. */
  partBytes: 8 * MB,
  archiveEntries: 2_000,
  sheets: 30,
  rows: 500_000,
  columns: 200,
  /** Excel's own limit. */
  cellLength: 32_767,
  rowLength: 1_000_000,
  /** Rows in which the header is looked for. */
  headRows: 60,
} as const

/** What one register may cost. A hundred thousand coupons are 11 MB of CSV, or 4 MB of XLSX that unpack to 70. */

const MB = 1024 * 1024

export const limits = {
  fileBytes: 50 * MB,
  /** A binary workbook is read as a whole, at 28 bytes of memory for each of its own: 43,000 rows of nine columns. */
  xlsBytes: 8 * MB,
  /** A worksheet unpacked; it is read as a stream, so this bounds time, not memory. */
  worksheetBytes: 400 * MB,
  /** All texts of a workbook unpacked: these are held in memory. */
  sharedStringsBytes: 64 * MB,
  /** A workbook's small parts: its list of sheets, its styles. */
  partBytes: 8 * MB,
  archiveEntries: 2_000,
  sheets: 60,
  /** All texts that a sheet's cells stand for: one long text may stand in each of a million. */
  expandedCharacters: 400 * MB,
  rows: 500_000,
  columns: 200,
  /** Excel's own limit. */
  cellLength: 32_767,
  rowLength: 1_000_000,
  /** Rows in which the header is looked for. */
  headRows: 60,
  /** Elements inside each other; a workbook has about ten. */
  xmlDepth: 64,
  /** Of the process that reads a file; a hundred thousand coupons take 150 MB and a second for each 10,000. */
  reader: {
    heapMegabytes: 256,
    memoryMegabytes: 400,
    /** Between two answers; every 500 rows are one. */
    seconds: 60,
  },
} as const

/** A million litres and a hundred million tenge are more than any row says; 900,000 such rows still add up exactly. */
export const MAX_MILLILITRES = 1_000_000_000
export const MAX_TIYN = 10_000_000_000
/** A hundred billion tenge: a payment of the largest clients, and 90 of them still add up exactly. */
export const MAX_PAYMENT_TIYN = 10_000_000_000_000

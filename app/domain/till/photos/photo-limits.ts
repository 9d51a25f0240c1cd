/** A photo of a code, from a phone's camera or its gallery. Source: docs/till.md */
export const photoLimits = {
  /** Phones with large sensors save 12 megapixels, in 3 to 6 MB. */
  bytes: 8 * 1024 * 1024,
  /** Looked at before anything is decoded. */
  pixels: 13_000_000,
  side: 8_000,
  /** Of a decoder's buffers, in megabytes. */
  decoderMegabytes: 256,
  /** Unpacked rows of a PNG. */
  rowBytes: 64 * 1024 * 1024,
  /** Of the whole, on a slow machine. */
  milliseconds: 10_000,
  /** Of a thread that ran away. */
  heapMegabytes: 320,
} as const

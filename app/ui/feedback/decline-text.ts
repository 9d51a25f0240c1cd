/** A decline in words, ready to be shown. */
export interface DeclineText {
  /** What happened, with its figures. */
  text: string
  /** What helps, and who can do it. */
  todo: string
}

/** Stations that are open, and those of them that asked the cabinet within a day: there a block is in force at once. */
export interface Reach {
  asking: number
  all: number
  /** A processor decides: it is asked, and no station. */
  isElsewhere: boolean
}

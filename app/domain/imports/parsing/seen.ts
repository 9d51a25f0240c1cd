/** Cells of a file that are shown beside a question. */
const SAMPLES = 3

export interface Sample {
  row: number
  text: string
}

/** Some cells of one kind, the first three to be shown. */
export class Seen {
  count = 0
  readonly sample: Sample[] = []

  add(row: number, text: string): void {
    this.count++
    if (this.sample.length < SAMPLES) this.sample.push({ row, text: text.slice(0, 60) })
  }
}

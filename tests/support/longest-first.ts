import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Minutes in all, of which those of faults and of the launcher are spent waiting: begun first, they leave no core idle at the end. */
const LONG_RUNNING = ['/faults/', '/launcher/', '/browser/', '/production/', '/gallery.']

/** On a clean clone nobody knows yet how long a file takes, and its size says little. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    // One of each in turn, so that those who wait run beside those who compute.
    const lanes = LONG_RUNNING.map((part) => sorted.filter(({ moduleId }) => moduleId.includes(part)))
    const long = lanes.flatMap((lane, place) => lane.map((file, index) => ({ file, index, place })))
    long.sort((a, b) => a.index - b.index || a.place - b.place)
    const first = new Set(long.map(({ file }) => file))
    return [...first, ...sorted.filter((file) => !first.has(file))]
  }
}

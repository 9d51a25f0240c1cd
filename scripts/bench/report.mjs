/**
 * @param {string} name
 * @param {number} value
 * @param {string} aim
 */
export function report(name, value, aim) {
  process.stdout.write(`${name.padEnd(62)} ${value.toFixed(3).padStart(10)}   aim ${aim}\n`)
}

/** @param {number[]} values */
export function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/**
 * БИН (a company's) and ИИН (a person's) numbers: 12 digits, the last one a check digit.
 * Source: the rule in the state's classifier of identification numbers, the same for both.
 */

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

function remainder(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (const [index, weight] of weights.entries()) sum += Number(digits[index]) * weight
  return sum % 11
}

/** The check digit that follows eleven digits; null where the rule gives none, so no such number exists. */
export function binCheckDigit(elevenDigits: string): number | null {
  const first = remainder(elevenDigits, firstWeights)
  if (first < 10) return first
  const second = remainder(elevenDigits, secondWeights)
  return second < 10 ? second : null
}

/** Why a text is no БИН or ИИН; null when it is one. Twelve zeros add up, but stand for "none" in registers. */
export function binFault(text: string): 'bin_malformed' | 'bin_check_digit' | null {
  if (!/^\d{12}$/.test(text) || text === '000000000000') return 'bin_malformed'
  return binCheckDigit(text.slice(0, 11)) === Number(text[11]) ? null : 'bin_check_digit'
}

export function isValidBin(text: string): boolean {
  return binFault(text) === null
}

/** What a person typed or pasted, without the spaces and dashes that paper puts in. */
export function cleanBin(text: string): string {
  return text.replace(/[\s\u2010-\u2015-]/g, '')
}

/**
 * Gives back the zeros that Excel takes from a number's beginning (companies of 2000 to 2009 have them):
 * `40640127135` -> `040640127135`. Only when the check digit and the month in digits 3 and 4 prove it;
 * any other text comes back as it is.
 */
export function restoreBinZeros(text: string): string {
  if (!/^\d{9,11}$/.test(text)) return text
  const padded = text.padStart(12, '0')
  const month = Number(padded.slice(2, 4))
  return month >= 1 && month <= 12 && isValidBin(padded) ? padded : text
}

/** Telephones in one form: `+77011234567`. Client-safe. */

/** Null for what is none. Kazakhstan's own numbers are dialled with 8, with +7 or with neither. */
export function normalisedPhone(text: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(text.trim())) return null
  const digits = text.replace(/\D/g, '')
  if (text.includes('+')) return international(digits)
  if (digits.length === 10) return `+7${digits}`
  if (digits.length === 11 && digits.startsWith('8')) return `+7${digits.slice(1)}`
  return international(digits)
}

function international(digits: string): string | null {
  return digits.length >= 10 && digits.length <= 15 ? `+${digits}` : null
}

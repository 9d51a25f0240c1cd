/** @returns five spellings: plain, in JSON, in a URL, in hexadecimal, in base64 without padding */
export function spellingsOf(text: string): string[] {
  const bytes = Buffer.from(text)
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
  ]
}

import { expect, test } from 'vitest'
import { deviceText } from '#app/ui/list/session-device.ts'
import { translatorFor } from '#locales/words.server.ts'

const t = translatorFor('en')

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    'Chrome on Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari on iPhone'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile', 'Chrome on Android'],
  ['curl/8.0', 'Unknown device'],
])('%s is said as %s', (userAgent, text) => {
  expect(deviceText(t, userAgent)).toBe(text)
})

import type { Translate } from '#locales/translate.ts'

const browsers = ['Edg', 'OPR', 'YaBrowser', 'Firefox', 'Chrome', 'Safari']
const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux']
const readable: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', YaBrowser: 'Yandex', 'Mac OS': 'macOS' }

/**
 * `Chrome on Windows`: enough to recognise one's own; the whole header says nothing to a person. Where the person is
 * nobody knows: the address stands beside it.
 */
export function deviceText(t: Translate, userAgent: string): string {
  const find = (names: readonly string[]) => {
    const found = names.find((name) => userAgent.includes(name))
    return found && (readable[found] ?? found)
  }
  const [browser, system] = [find(browsers), find(systems)]
  if (browser && system) return t('profile:sessions.browserOn', { browser, system })
  return browser ?? system ?? t('profile:sessions.unknownDevice')
}

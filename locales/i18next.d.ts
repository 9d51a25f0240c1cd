/** Lets i18next's own `t` and `Trans` know the words; pages use the stricter `Translate` of translate.ts. */
import 'i18next'
import type Resources from './resources.d.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Resources
  }
}

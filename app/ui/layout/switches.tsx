import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { type Locale, localeNames, locales } from '#locales/index.ts'
import { useHere } from './here.ts'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './words.ts'

/** EN RU KK. A form, so it works without JavaScript; the whole page comes anew in the other language. */
export function LocaleSwitch() {
  const { t, locale } = useWords()
  return (
    <form className="switch" method="post" action="/language" aria-label={t('common:language')}>
      <DrawnFor />
      <input type="hidden" name="redirectTo" value={useHere()} />
      {locales.map((choice) => (
        <button
          key={choice}
          type="submit"
          name="locale"
          value={choice}
          lang={choice}
          aria-pressed={choice === locale}
          aria-label={spoken(choice)}
        >
          {choice.toUpperCase()}
        </button>
      ))}
    </form>
  )
}

/** Begins with what is seen, so that speech control finds it. */
function spoken(locale: Locale): string {
  return `${locale.toUpperCase()}, ${localeNames[locale]}`
}

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const themeIcons: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' }

/** Posts `theme` and `redirectTo` to /theme, which keeps it in a cookie; root sets <html data-theme>. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const { t } = useWords()
  return (
    <form className="switch" method="post" action="/theme" aria-label={t('common:theme.label')}>
      <DrawnFor />
      <input type="hidden" name="redirectTo" value={useHere()} />
      {themes.map((choice) => (
        <button
          key={choice}
          type="submit"
          name="theme"
          value={choice}
          aria-pressed={choice === theme}
          aria-label={t(`common:theme.${choice}`)}
          title={t(`common:theme.${choice}`)}
        >
          <Icon name={themeIcons[choice]} className="icon-sm" />
        </button>
      ))}
    </form>
  )
}

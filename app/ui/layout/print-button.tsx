import { useScripted } from './hydrated.ts'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

/** The browser's own command for the same is always there, so without JavaScript there is no button. */
export function PrintButton() {
  const { t } = useWords()
  return (
    <button type="button" {...useScripted('btn')} onClick={() => window.print()}>
      <Icon name="print" className="icon-sm" />
      {t('common:action.print')}
    </button>
  )
}

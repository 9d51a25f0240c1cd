import { useHydrated } from '#app/ui/layout/hydrated.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** Ticks every box of this name in its form; in the head of a list whose rows can be picked. */
export function SelectAll({ name }: { name: string }) {
  const { t } = useWords()
  const hydrated = useHydrated()
  if (!hydrated) return null
  return (
    <input
      type="checkbox"
      className="pick"
      aria-label={t('common:action.selectAll')}
      onChange={({ currentTarget }) => {
        const boxes = currentTarget.form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? []
        // React's change bubbles to the form, whose bar counts what is ticked by then.
        for (const box of boxes) if (!box.disabled) box.checked = currentTarget.checked
      }}
    />
  )
}

import { useScripted } from '#app/ui/layout/hydrated.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** Ticks every box of this name in its form; in the head of a list whose rows can be picked. */
export function SelectAll({ name }: { name: string }) {
  const { t } = useWords()
  const { className, disabled } = useScripted('pick')
  // Below 900 px, where rows are cards, the words stand beside the box.
  return (
    <label className={className}>
      <input
        type="checkbox"
        disabled={disabled}
        onChange={({ currentTarget }) => {
          const boxes = currentTarget.form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? []
          // React's change bubbles to the form, whose bar counts what is ticked by then.
          for (const box of boxes) if (!box.disabled) box.checked = currentTarget.checked
        }}
      />
      <span>{t('common:action.selectAll')}</span>
    </label>
  )
}

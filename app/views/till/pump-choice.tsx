import type { FormEvent } from 'react'
import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** As many as stand on most forecourts; any other is typed. */
const PUMPS = ['1', '2', '3', '4', '5', '6', '7', '8']

interface PumpChoiceProps {
  fillId: number
  chosen: string | null
  /** Where the page stays open; else the form is sent as it is. */
  onChoose?: (pump: string) => void
}

/** A button for each pump: with a glove on, in the dark. */
export function PumpChoice({ fillId, chosen, onChoose }: PumpChoiceProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const choose = (event: FormEvent<HTMLFormElement>) => {
    if (!onChoose) return
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    if (submitter instanceof HTMLButtonElement) onChoose(submitter.value)
  }
  return (
    <form action={`/till/authorizations/${fillId}/pump`} method="post" onSubmit={choose}>
      <DrawnFor />
      <input type="hidden" name="nonce" value={formNonce} />
      <fieldset className="till-pumps">
        <legend>{t('till:pump.choose')}</legend>
        {PUMPS.map((pump) => (
          <button
            key={pump}
            type="submit"
            name="pump"
            value={pump}
            className={pump === chosen ? 'btn btn-primary' : 'btn'}
            aria-pressed={pump === chosen}
            aria-label={`${t('till:present.pump')} ${pump}`}
          >
            {pump}
          </button>
        ))}
      </fieldset>
    </form>
  )
}

import { useState } from 'react'
import { useHydrated } from '#app/ui/layout/hydrated.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { FieldFrame, type FieldFrameProps } from './field.tsx'

export interface PasswordFieldProps extends FieldFrameProps {
  autoComplete: 'current-password' | 'new-password'
  /** In characters; the browser checks it, and so does the server. */
  minLength?: number
}

/** A password that can be shown; paste and password managers work. What was typed never comes back from the server. */
export function PasswordField({ autoComplete, minLength, ...frame }: PasswordFieldProps) {
  const { t } = useWords()
  const hydrated = useHydrated()
  const [shown, setShown] = useState(false)
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <span className="password">
          <input
            {...control}
            className="input"
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            minLength={minLength}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
          {hydrated ? (
            <button
              type="button"
              aria-label={t(shown ? 'common:hidePassword' : 'common:showPassword')}
              aria-controls={control.id}
              onClick={() => setShown(!shown)}
            >
              <Icon name={shown ? 'hide' : 'show'} />
            </button>
          ) : null}
        </span>
      )}
    </FieldFrame>
  )
}

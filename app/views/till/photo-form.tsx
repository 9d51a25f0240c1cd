import { FileField } from '#app/ui/form/file-field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { shrinkPhoto } from './photo-shrinking.ts'

/** For a phone whose browser reads no code from its camera: the server reads it from a photo. */
export function PhotoForm({ answer }: { answer?: RefusedForm | null | undefined }) {
  const { t } = useWords()
  return (
    <details className="till-more" open={answer ? true : undefined}>
      <summary>{t('till:photo.title')}</summary>
      <Form
        action="/till/photo"
        nonce={useRoot().formNonce}
        answer={answer ?? null}
        encType="multipart/form-data"
        id="photo"
      >
        <FileField
          name="file"
          label={t('till:photo.file')}
          hint={t('till:photo.hint')}
          accept="image/*"
          capture="environment"
          onChange={shrinkPhoto}
          required
        />
        <SubmitButton wide>{t('till:photo.submit')}</SubmitButton>
      </Form>
    </details>
  )
}

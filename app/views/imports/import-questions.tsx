import { choiceWords, decisionWords } from '#app/domain/imports/parsing/reading-words.ts'
import type { DecisionKind } from '#app/domain/imports/parsing/register.ts'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'

interface Question {
  code: string
  about: DecisionKind
  field: string | null
  column: { letter: string; title: string } | null
  choice: string | null
  by: 'answer' | 'file' | null
  choices: readonly string[]
  params: Record<string, string | number>
  sample: readonly { row: number; text: string }[]
}

interface ImportQuestionsProps {
  id: number
  questions: readonly Question[]
  /** Whose file it may be, as the file says. */
  owner: { bin: string | null; name: string | null } | null
}

/** What only a person can say, each with rows of the file; and what was taken for granted, to be changed. */
export function ImportQuestions({ id, questions, owner }: ImportQuestionsProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const open = questions.filter(({ choice }) => choice === null)
  const decided = questions.filter(({ choice }) => choice !== null)
  if (questions.length === 0) return null
  const submit = (
    <div className="form-actions">
      <SubmitButton look={open.length > 0 ? 'primary' : 'plain'}>
        {t('imports:questions.submit')}
      </SubmitButton>
    </div>
  )
  const answered = decided.map((question, index) => (
    <Ask key={question.code} question={question} index={open.length + index} owner={owner} />
  ))
  return (
    <Panel title={open.length > 0 ? t('imports:questions.title') : t('imports:questions.decided')}>
      <Form action={`/admin/imports/${id}/adjust`} nonce={formNonce} id="questions">
        {open.length > 0 ? <p className="quiet">{t('imports:questions.lead')}</p> : null}
        {open.map((question, index) => (
          <Ask key={question.code} question={question} index={index} owner={owner} />
        ))}
        {open.length > 0 ? submit : null}
        {open.length > 0 && decided.length > 0 ? (
          <details>
            <summary className="btn">{t('imports:questions.decided')}</summary>
            <div className="stack-sm">{answered}</div>
          </details>
        ) : (
          answered
        )}
        {open.length === 0 ? submit : null}
      </Form>
    </Panel>
  )
}

interface AskProps {
  question: Question
  index: number
  owner: ImportQuestionsProps['owner']
}

function Ask({ question, index, owner }: AskProps) {
  const { t, say } = useWords()
  const { code, about, column, choice, by, choices, params, sample } = question
  const label = say(decisionWords(about), params)
  const place = column ? (column.title ? `${column.letter}: ${column.title}` : column.letter) : null
  const values = [...new Set(sample.map(({ text }) => text))].join(' · ')
  const isOpen = choice === null
  const hint = [
    place,
    values && t('imports:questions.rows', { values }),
    by === 'file' ? t('imports:questions.byFile') : null,
    by === 'answer' ? t('imports:questions.byAnswer') : null,
    isOpen && about === 'owner' ? t('imports:questions.ownerHint') : null,
    isOpen && about === 'account' ? t('imports:questions.accountHint') : null,
    isOpen && about === 'owner' && owner?.name
      ? t('imports:questions.ownerGuess', { name: owner.name })
      : null,
  ]
  const frame = {
    name: `answer${index}`,
    label,
    hint: withNumbersInGroups(hint.filter(Boolean).join('. ')),
    plain: true,
  }
  const named = (value: string) => {
    const words = choiceWords(value)
    return words ? say(words) : value
  }
  return (
    <>
      <input type="hidden" name={`question${index}`} value={code} />
      {choices.length > 0 ? (
        <Select
          {...frame}
          defaultValue={choice ?? ''}
          empty={t('common:form.choose')}
          options={choices.map((value) => ({ value, label: named(value) }))}
        />
      ) : (
        <Field
          {...frame}
          inputMode={about === 'owner' ? 'numeric' : 'text'}
          defaultValue={choice ?? (about === 'owner' ? (owner?.bin ?? '') : '')}
        />
      )}
    </>
  )
}

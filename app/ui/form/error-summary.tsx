import { Children, isValidElement, type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import type { Translate } from '#locales/translate.ts'
import { errorText, type FormError } from './form-state.ts'

export interface ErrorSummaryProps {
  /** The form's, which precedes the ids of its fields. */
  id: string
  errors: Record<string, FormError>
  /** Instead of the whole form's error. */
  whole?: { title: string; body: ReactNode } | undefined
  /** The form's content, from which each error takes its field's label. */
  children: ReactNode
}

/** What is wrong, above the form, each a link to its field. Takes the focus when it appears, without JavaScript too. */
export function ErrorSummary({ id, errors, whole, children }: ErrorSummaryProps) {
  const { t, say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.focus()
  }, [errors])
  const labels = labelsIn(children, t)
  const fields = Object.entries(errors).filter(([name]) => name !== '')
  const first = errors['']
  return (
    // biome-ignore lint/a11y/noAutofocus: a refused form's first word is what was wrong with it
    <div ref={box} className="errors" role="alert" tabIndex={-1} autoFocus aria-labelledby={`${id}-errors`}>
      <h2 id={`${id}-errors`}>
        {first ? withNumbersInGroups(whole?.title ?? errorText(first, say)) : t('common:form.problem')}
      </h2>
      {first ? whole?.body : null}
      {fields.length > 0 ? (
        <ul>
          {fields.map(([name, error]) => (
            <li key={name}>
              <a href={`#${id}-${name}`}>
                {labels[name] ? `${labels[name]}: ` : ''}
                {withNumbersInGroups(errorText(error, say))}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** A component of several fields, whose labels cannot be read off its element: it tells them by `name`. */
export interface FieldGroup {
  labels: (t: Translate, props: never) => Record<string, string>
}

/** `name` -> `label` of every field among the children. Only walked when something was refused. */
function labelsIn(children: ReactNode, t: Translate): Record<string, string> {
  const labels: Record<string, string> = {}
  Children.forEach(children, (child) => {
    if (!isValidElement<{ name?: unknown; label?: unknown; legend?: unknown; children?: ReactNode }>(child))
      return
    if (isFieldGroup(child.type)) Object.assign(labels, child.type.labels(t, child.props as never))
    const { name, label = child.props.legend, children: inner } = child.props
    if (typeof name === 'string' && typeof label === 'string') labels[name] = label
    if (inner) Object.assign(labels, labelsIn(inner, t))
  })
  return labels
}

function isFieldGroup(type: unknown): type is FieldGroup {
  return typeof type === 'function' && 'labels' in type
}

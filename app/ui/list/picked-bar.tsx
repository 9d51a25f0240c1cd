import { type ReactNode, useEffect, useRef, useState } from 'react'

export interface PickedBarProps {
  /** Of the boxes in the same form. */
  name: string
  /** How many are ticked, in words. */
  label: (count: number) => string
  clear: string
  /** The button, and what it does. */
  children: ReactNode
}

/** Stays in sight while rows of a list are ticked and says how many; without JavaScript it stands under the list. */
export function PickedBar({ name, label, clear, children }: PickedBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const [count, setCount] = useState(0)
  useEffect(() => {
    const form = bar.current?.closest('form')
    const look = () => setCount(boxesOf(form, name).filter(({ checked }) => checked).length)
    look()
    form?.addEventListener('change', look)
    return () => form?.removeEventListener('change', look)
  }, [name])
  const untick = () => {
    const form = bar.current?.closest('form')
    for (const box of form?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])
      box.checked = false
    setCount(0)
  }
  return (
    <div ref={bar} className={count > 0 ? 'row picked picked-some' : 'row picked'}>
      {/* A new element for each number, so that a translated page shows no old one. */}
      <output key={count}>{count > 0 ? <b>{label(count)}</b> : null}</output>
      {children}
      {count > 0 ? (
        <button type="button" className="btn btn-quiet" onClick={untick}>
          {clear}
        </button>
      ) : null}
    </div>
  )
}

function boxesOf(form: HTMLFormElement | null | undefined, name: string): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? [])]
}

import { useEffect } from 'react'

/**
 * The link, or the button of a form that asks, by which somebody leaves the page shows at once that it was pressed,
 * however long the next page takes. Buttons that send show it themselves (SubmitButton).
 */
export function markPressed(pressed: HTMLElement): void {
  unmarkPressed()
  pressed.dataset.going = ''
}

function unmarkPressed(): void {
  for (const pressed of document.querySelectorAll<HTMLElement>('[data-going]')) delete pressed.dataset.going
}

/** @param idle nothing is on its way */
export function usePressed(idle: boolean): void {
  useEffect(() => {
    if (idle) unmarkPressed()
  }, [idle])
  useEffect(() => {
    const onSubmit = ({ target, submitter, defaultPrevented }: SubmitEvent) => {
      // What the browser sends itself, it shows itself.
      const asks = target instanceof HTMLFormElement && target.method === 'get' && defaultPrevented
      if (asks && submitter) markPressed(submitter)
    }
    document.addEventListener('submit', onSubmit)
    return () => document.removeEventListener('submit', onSubmit)
  }, [])
}

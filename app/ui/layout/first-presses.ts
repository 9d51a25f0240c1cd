/** At these React brings the whole page alive at once, however long that blocks it, when it has begun and not ended. */
const PRESSES = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'click', 'auxclick'],
  ...['dblclick', 'contextmenu', 'keydown', 'keypress', 'keyup', 'input', 'change', 'submit', 'reset'],
]

/**
 * A press on a page that is coming alive is the browser's own, as it was a moment before: links lead on, forms are sent
 * and menus open without JavaScript. Otherwise the first press on a slow phone waits until React is done.
 * @returns what to call once the page is alive
 */
export function leaveFirstPressesToBrowser(target: EventTarget = window): () => void {
  const keep = (event: Event) => event.stopPropagation()
  for (const name of PRESSES) target.addEventListener(name, keep, { capture: true })
  return () => {
    for (const name of PRESSES) target.removeEventListener(name, keep, { capture: true })
  }
}

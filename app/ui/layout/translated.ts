import { useSyncExternalStore } from 'react'

/** Browsers that translate a page put their words into <font>, which none of our pages has. */
export function isTranslated(): boolean {
  return document.querySelector('font') !== null
}

/**
 * React would go on changing the texts that the browser took out of the page: a translated page is loaded anew instead
 * of being changed in place.
 */
export function useTranslated(): boolean {
  return useSyncExternalStore(subscribe, isTranslated, () => false)
}

function subscribe(tell: () => void): () => void {
  const observer = new MutationObserver(tell)
  observer.observe(document.documentElement, { childList: true, subtree: true })
  return () => observer.disconnect()
}

/**
 * What changes on a translated page without loading it (a message, a menu): a text that the browser has taken out of its
 * place cannot be removed or stand before another one, which React does not expect.
 */
export function toleratePageTranslation(): void {
  const { removeChild, insertBefore } = Node.prototype
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    return child.parentNode === this ? (removeChild.call(this, child) as T) : child
  }
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    return insertBefore.call(this, node, before?.parentNode === this ? before : null) as T
  }
}

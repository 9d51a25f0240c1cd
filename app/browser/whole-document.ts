/**
 * What Preact hydrates: a parent whose only child is `<html>`. Of the document itself it would take `<head>` and
 * `<body>` for the children and put a second `<html>` among them.
 */
export function wholeDocument(): Element {
  const { documentElement } = document
  const parent = {
    nodeType: 1,
    namespaceURI: documentElement.namespaceURI,
    ownerDocument: document,
    childNodes: [documentElement],
    firstChild: documentElement,
    insertBefore: (node: Node, before: Node | null) => document.insertBefore(node, before),
  }
  return parent as unknown as Element
}

/**
 * Preact removes what it has not drawn. In the head and at the end of the body that is Remix's scripts, which have run,
 * and what extensions of the browser have put there, which is theirs.
 */
export function keepingWhatOthersPut(hydrate: () => void): void {
  const kept = [...document.head.children, ...document.body.children]
  for (const element of kept) element.remove = () => {}
  try {
    hydrate()
  } finally {
    for (const element of kept) Reflect.deleteProperty(element, 'remove')
  }
}

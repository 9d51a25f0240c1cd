// What a driver's page adds where the browser can: it works without.
;(() => {
  // A press whose answer was lost on the way is repeated by the same phone: the form says on which page it first stood.
  const nonce = document.querySelector('[data-sealed] input[name=nonce]')
  if (nonce) {
    const key = `nonce ${location.pathname}`
    try {
      nonce.value = sessionStorage.getItem(key) || nonce.value
      sessionStorage.setItem(key, nonce.value)
    } catch {
      // Without storage the page's own nonce serves.
    }
  }

  // The screen stays on while a code is shown: a scanner takes its time.
  if (document.querySelector('[data-wake]') && navigator.wakeLock) {
    const stayAwake = () => {
      if (document.visibilityState === 'visible') navigator.wakeLock.request('screen').catch(() => {})
    }
    stayAwake()
    document.addEventListener('visibilitychange', stayAwake)
  }

  const page = document.querySelector('[data-state]')
  if (!page) return
  const { state, stateUrl, keepUrl, home } = page.dataset
  const path = location.pathname.split('/').slice(0, 3).join('/')
  const canKeep = 'serviceWorker' in navigator && isSecureContext && 'driverStore' in self

  /** The link has ended here; any other refusal says nothing of it. */
  const OVER = [404, 409, 410]

  // What the page shows stays on the phone, for where there is no signal.
  const keep = async () => {
    await navigator.serviceWorker.register('/d/sw.js', { scope: '/d/' })
    if ((await driverStore.stateOf(path)) === state) await driverStore.touch(path)
    else {
      const answer = await fetch(keepUrl, { method: 'POST', cache: 'no-store' })
      if (!answer.ok) return OVER.includes(answer.status) ? driverStore.remove(path) : undefined
      const styles = [...document.querySelectorAll('link[rel=stylesheet]')].map(({ href }) => new URL(href).pathname)
      const content = await answer.json()
      const files = [...styles, ...[...document.querySelectorAll('link[rel=preload][as=font]')].map(({ href }) => href)]
      await (await caches.open('driver-files')).addAll(files)
      await driverStore.put(path, content.state, { ...content, styles })
    }
    for (const note of document.querySelectorAll('[data-kept]')) note.hidden = false
    if (/iPhone|iPad|iPod/.test(navigator.userAgent))
      for (const note of document.querySelectorAll('[data-kept-ios]')) note.hidden = false
  }
  if (canKeep && keepUrl) keep().catch(() => {})

  // A code that was used or taken back leaves the screen within seconds, and the phone.
  const look = async () => {
    if (document.visibilityState !== 'visible') return
    try {
      const answer = await fetch(stateUrl, { cache: 'no-store' })
      if (!answer.ok && !OVER.includes(answer.status)) return
      const isSame = answer.ok && (await answer.json()).state === state
      if (canKeep) await driverStore[isSame ? 'touch' : 'remove'](path).catch(() => {})
      if (!isSame) location.replace(home)
    } catch {
      // Without signal nothing is known: what was shown stays.
    }
  }
  setInterval(look, 8000)
  document.addEventListener('visibilitychange', look)
})()

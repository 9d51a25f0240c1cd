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

  // A code that was used or taken back leaves the screen within seconds.
  const page = document.querySelector('[data-state]')
  if (!page) return
  const { state, stateUrl, home } = page.dataset
  const look = async () => {
    if (document.visibilityState !== 'visible') return
    try {
      const answer = await fetch(stateUrl, { cache: 'no-store' })
      if (answer.status >= 500 || answer.status === 429) return
      if (!answer.ok || (await answer.json()).state !== state) location.replace(home)
    } catch {
      // Without signal nothing is known: what was shown stays.
    }
  }
  setInterval(look, 8000)
  document.addEventListener('visibilitychange', look)
})()

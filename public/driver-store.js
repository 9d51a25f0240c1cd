// What a phone keeps of a driver's link, for the page and its service worker: encrypted by a key that cannot leave the
// browser, one entry a link.
;(() => {
  const open = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open('driver', 1)
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('keys')
        asked.result.createObjectStore('links')
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })

  const run = async (store, mode, act) => {
    const db = await open()
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction(store, mode)
        const asked = act(transaction.objectStore(store))
        transaction.oncomplete = () => resolve(asked.result)
        transaction.onerror = () => reject(transaction.error)
      })
    } finally {
      db.close()
    }
  }

  const keyFor = async (path) => {
    const known = await run('keys', 'readonly', (keys) => keys.get(path))
    if (known) return known
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await run('keys', 'readwrite', (keys) => keys.put(made, path))
    return made
  }

  self.driverStore = {
    /** `content` is any JSON, `state` names what the page showed. */
    async put(path, state, content) {
      const key = await keyFor(path)
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(content))
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
      await run('links', 'readwrite', (links) => links.put({ state, iv, data, checkedAt: Date.now() }, path))
    },

    /** Undefined: nothing is kept. */
    async get(path) {
      const entry = await run('links', 'readonly', (links) => links.get(path))
      if (!entry) return undefined
      const key = await keyFor(path)
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: entry.iv }, key, entry.data)
      return { ...entry, content: JSON.parse(new TextDecoder().decode(plain)) }
    },

    async stateOf(path) {
      return (await run('links', 'readonly', (links) => links.get(path)))?.state
    },

    /** The server has just said that all is as it was. */
    async touch(path) {
      const entry = await run('links', 'readonly', (links) => links.get(path))
      if (entry)
        await run('links', 'readwrite', (links) => links.put({ ...entry, checkedAt: Date.now() }, path))
    },

    async remove(path) {
      await run('links', 'readwrite', (links) => links.delete(path))
      await run('keys', 'readwrite', (keys) => keys.delete(path))
    },
  }
})()

// Loaded before a process of the cabinet (node --import): whatever it refuses, it tells where in its code.
import { ServerResponse } from 'node:http'

/** @type {any} */
const response = ServerResponse.prototype
const { writeHead, end } = response

response.writeHead = function (/** @type {number} */ status, /** @type {any} */ headers = {}) {
  const { 'content-length': _length, ...others } = headers
  return writeHead.call(this, status, others)
}

response.end = function (/** @type {Buffer | undefined} */ body) {
  const stack = Buffer.from(String(new Error('no').stack))
  return end.call(this, this.statusCode >= 400 && body ? Buffer.concat([body, stack]) : body)
}

/** Reads one uploaded file in a process of its own, see domain/imports/parsing/reader-process.server.ts. */
import { flushCompileCache } from 'node:module'
import { serveReading } from './domain/imports/parsing/reader/reader-process.server.ts'

// From the sources, each process would compile them again: most are killed before they could keep what they compiled.
flushCompileCache()
await serveReading()

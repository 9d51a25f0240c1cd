/** Reads one uploaded file in a process of its own, see domain/imports/parsing/reader-process.server.ts. */
import { serveReading } from './domain/imports/parsing/reader-process.server.ts'

await serveReading()

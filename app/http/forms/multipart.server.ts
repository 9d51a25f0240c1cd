import {
  getMultipartBoundary,
  MaxFileSizeExceededError,
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  MultipartParser,
} from '@remix-run/multipart-parser'
import type { ErrorCode } from '#app/domain/kernel/errors.ts'
import { chunksOf } from './body-chunks.server.ts'

/** A name, a file's name of 255 letters and a type need a quarter of it. */
const MAX_HEADER_BYTES = 4 * 1024
/** RFC 2046, 5.1.1. */
const MAX_BOUNDARY_LENGTH = 70

export interface MultipartLimits {
  parts: number
  /** Of one part, and of all together. */
  bytes: number
  /** Waits for room for the whole body, before more of it is read than a small form has. */
  makeRoom?: () => Promise<void>
}

/** A form without a file is never larger (body.server.ts). */
const SMALL_BYTES = 64 * 1024

export interface Part {
  name: string
  /** Undefined for a field. */
  fileName: string | undefined
  bytes: Buffer
}

/**
 * The parts of a form one by one while the body arrives: what is too much is found at its first byte beyond, and
 * nothing is kept of parts that the caller does not keep.
 * @throws whatever `multipartErrorOf` names
 */
export async function* readParts(request: Request, limits: MultipartLimits): AsyncGenerator<Part> {
  const boundary = getMultipartBoundary(request.headers.get('Content-Type') ?? '')
  if (!boundary || boundary.length > MAX_BOUNDARY_LENGTH || !request.body) throw new Error('not multipart')
  const parser = new MultipartParser(boundary, {
    maxHeaderSize: MAX_HEADER_BYTES,
    maxFileSize: limits.bytes,
    maxParts: limits.parts,
    // Beside the file, the other fields and the boundaries between them.
    maxTotalSize: limits.bytes + 64 * 1024,
  })
  let size = 0
  let hasRoom = false
  for await (const chunk of chunksOf(request.body)) {
    // The parser refuses what comes behind the end, were it a line break in a packet of its own.
    if (isAtEnd(parser)) continue
    size += chunk.length
    for (const { content, headers } of parser.write(chunk)) {
      yield { ...namesIn(headers['content-disposition'] ?? ''), bytes: Buffer.concat(content) }
    }
    // Behind the parts that came whole, so that whoever is refused keeps them.
    if (size > SMALL_BYTES && !hasRoom && !isAtEnd(parser)) {
      await limits.makeRoom?.()
      hasRoom = true
    }
  }
  parser.finish()
}

function isAtEnd(parser: MultipartParser): boolean {
  try {
    parser.finish()
    return true
  } catch {
    return false
  }
}

const DISPOSITION = /^form-data[ \t]*/i
/** Browsers write a quotation mark in a name as %22. A form's `filename*` is forbidden (RFC 7578, 4.2). */
const PARAMETER = /;[ \t]*(name|filename)="([^"]*)"/giy

function namesIn(disposition: string): Pick<Part, 'name' | 'fileName'> {
  const start = DISPOSITION.exec(disposition)?.[0]
  if (start === undefined) throw new Error('no part of a form')
  const names = new Map<string, string>()
  PARAMETER.lastIndex = start.length
  let end = start.length
  for (let found = PARAMETER.exec(disposition); found; found = PARAMETER.exec(disposition)) {
    const [, key = '', value = ''] = found
    names.set(key.toLowerCase(), unescaped(value))
    end = PARAMETER.lastIndex
  }
  const name = names.get('name')
  if (name === undefined || disposition.slice(end).trim() !== '') throw new Error('no name of a form')
  return { name, fileName: names.get('filename') }
}

function unescaped(value: string): string {
  return value.replaceAll(/%0A/gi, '\n').replaceAll(/%0D/gi, '\r').replaceAll('%22', '"')
}

/** What a person hears of it. */
export function multipartErrorOf(
  error: unknown,
): Extract<ErrorCode, 'file_too_large' | 'invalid' | 'file_cut'> {
  if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError)
    return 'file_too_large'
  if (error instanceof MaxPartsExceededError || error instanceof MaxHeaderSizeExceededError) return 'invalid'
  return 'file_cut'
}

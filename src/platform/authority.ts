/** A time-stamping authority asked over HTTP (RFC 3161, 3.4): the one thing of filingpress that speaks to a network but an archive in a bucket. */
import { WorldError } from './world.ts'

/** In milliseconds; an authority answers in one second. */
const patience = 20_000
/** A token with its certificates is some thousand bytes. */
const largest = 1024 * 1024

export async function askAuthority(url: string, request: Uint8Array): Promise<Uint8Array> {
  const failed = (why: string): WorldError =>
    new WorldError(
      'W032',
      `the time-stamping authority ${url} gave no stamp: ${why}`,
      'check the network and the address, then: filingpress archive stamp FILING --tsa URL',
    )
  let answer: Response
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: Buffer.from(request),
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) throw failed(`it answered ${answer.status}`)
    return await bodyOf(answer, () => failed('its answer is larger than any stamp'))
  } catch (error) {
    if (error instanceof WorldError) throw error
    const { cause, name, message } = error as Error & { readonly cause?: { readonly code?: string } }
    throw failed(name === 'TimeoutError' ? 'it does not answer' : (cause?.code ?? message))
  }
}

async function bodyOf({ body }: Response, tooLarge: () => WorldError): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > largest) throw tooLarge()
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks))
}

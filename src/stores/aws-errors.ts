/** What the service or the way to it refused, told as what a person can mend. */
import { WorldError } from '../platform/world.ts'

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && '$metadata' in error
    ? ((error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode ?? 0)
    : 0

/** No such key; a bucket that is not there is a failure. */
export const isAbsent = (error: unknown): boolean =>
  ['NoSuchKey', 'NotFound', 'ObjectLockConfigurationNotFoundError', 'NoSuchObjectLockConfiguration'].includes(
    nameOf(error),
  )

/** A condition that does not hold: something stands there, or not what was read. */
export const isRefused = (error: unknown): boolean =>
  statusOf(error) === 412 || nameOf(error) === 'PreconditionFailed' || nameOf(error) === 'NoSuchKey'

export function awsError(error: unknown, what: string, doing: 'reading' | 'writing'): unknown {
  if (error instanceof WorldError || !(error instanceof Error)) return error
  const [name, status, code] = [nameOf(error), statusOf(error), codeOf(error)]
  const isWriting = doing === 'writing'
  const said = `${what} cannot be ${isWriting ? 'written' : 'read'}`
  const told = (why: string, hint: string, asMachine = false): WorldError =>
    new WorldError(asMachine ? 'W032' : isWriting ? 'W005' : 'W031', `${said}: ${why}`, hint)
  if (name === 'NoSuchBucket')
    return told('there is no such bucket', 'make the bucket first, or correct the name of the archive')
  if (name === 'CredentialsProviderError' || /Could not load credentials/i.test(error.message))
    return told(
      'the AWS SDK found no credentials',
      'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run it where a role is given',
      true,
    )
  if (/Region is missing/i.test(error.message))
    return told('no region is set', 'set AWS_REGION, or region in ~/.aws/config', true)
  if (['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'TokenRefreshRequired'].includes(name))
    return told(
      `the credentials are not accepted (${name})`,
      'sign in again, or correct the credentials',
      true,
    )
  if (status === 403)
    return told(
      `permission was denied (${name})`,
      'ask the owner of the bucket for the rights that docs/archive-on-s3.md lists',
    )
  if (status === 301 || name === 'PermanentRedirect')
    return told('the bucket is in another region', 'set AWS_REGION to the region of the bucket', true)
  if (status === 501 || name === 'NotImplemented')
    return told('the service does not know this request', 'use a service that docs/archive-on-s3.md lists')
  if (status >= 500 || name === 'SlowDown' || status === 429)
    return told(`the service is overloaded or broken (${name})`, 'wait, then run the command again', true)
  if (status >= 400) return told(`${name}: ${error.message}`, 'look at the bucket and its rules')
  if (
    code !== '' ||
    ['TimeoutError', 'AbortError', 'RequestTimeout'].includes(name) ||
    /aborted|ended early/.test(error.message)
  )
    return told(
      `the service does not answer (${code || name || error.message})`,
      'check the network and --endpoint, then run the command again',
      true,
    )
  return error
}

/**
 * A bucket by the AWS SDK: the only file that knows of it, and it is loaded only where an archive is on S3. Credentials and
 * region come by the SDK's own chain and from nowhere else.
 */

import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type {
  CompletedPart,
  GetObjectCommandOutput,
  ListObjectsV2CommandOutput,
  PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3'
import { WorldError } from '../platform/world.ts'
import { awsError, codeOf, isAbsent, isRefused } from './aws-errors.ts'
import type { Bucket, Condition, Found, Listing, LockMode, Protection } from './bucket.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** Larger objects go in parts of this size: S3 takes parts of 5 MiB or more, and 10,000 of them. */
const part = 16 * 1024 * 1024

/** A body that ends early, or a write that meets another, is asked for again so many times. */
const tries = 5

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

/** @throws WorldError where the SDK is not installed */
function sdk(): Sdk {
  try {
    // Asked for where this runs, so that no bundler takes it along.
    return createRequire(import.meta.url)('@aws-sdk/client-s3') as Sdk
  } catch (error) {
    if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(codeOf(error))) throw error
    throw new WorldError(
      'W032',
      'an archive on S3 needs the AWS SDK, which is not installed beside filingpress',
      'npm install @aws-sdk/client-s3 where filingpress is installed',
    )
  }
}

/** @param endpoint URL of a service that is not Amazon's; the SDK's own when left out */
export async function awsBucket(bucket: string, endpoint: string | undefined): Promise<Bucket> {
  const aws = sdk()
  const settings = {
    maxAttempts: tries,
    // Only what we ask for is added: other services know no other checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000, requestTimeout: 60_000 },
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  } as const
  const client = new aws.S3Client(settings)
  if (endpoint === undefined) return bucketOf(aws, client, bucket)
  // Elsewhere than at Amazon a region says nothing, and the SDK wants one.
  const region = await client.config.region().catch(() => 'us-east-1')
  return bucketOf(aws, new aws.S3Client({ ...settings, region }), bucket)
}

function bucketOf(aws: Sdk, client: S3Client, bucket: string): Bucket {
  const name = `s3://${bucket}`
  const at = (Key: string) => ({ Bucket: bucket, Key })
  const reading = <T>(key: string, work: () => Promise<T>) => attempt(`${name}/${key}`, 'reading', work)
  const writing = <T>(key: string, work: () => Promise<T>) => attempt(`${name}/${key}`, 'writing', work)
  const open = (key: string): Promise<GetObjectCommandOutput> =>
    client.send(new aws.GetObjectCommand(at(key)))
  return {
    name,
    get: (key) =>
      reading(key, () =>
        again(async (): Promise<Found> => {
          const { Body, ETag = '', ContentLength } = await open(key)
          const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
          if (ContentLength !== undefined && bytes.length !== ContentLength)
            throw Object.assign(new Error('the answer ended early'), { code: 'ECONNRESET' })
          return { bytes, tag: ETag }
        }),
      ),
    async stream(key) {
      const first = await reading(key, () => open(key))
      if (!first) return undefined
      return chunks(name, key, first, (from, tag) =>
        client.send(
          new aws.GetObjectCommand({ ...at(key), Range: `bytes=${from}-`, ...(tag && { IfMatch: tag }) }),
        ),
      )
    },
    head: (key) =>
      reading(key, async () => {
        const found = await client.send(new aws.HeadObjectCommand({ ...at(key), ChecksumMode: 'ENABLED' }))
        const { ContentLength: size = 0, ETag: tag = '', ChecksumSHA256: sum } = found
        // That of an object in parts is one of sums, and says nothing of the bytes.
        const whole = sum !== undefined && !sum.includes('-') && found.ChecksumType !== 'COMPOSITE'
        return { size, tag, ...(whole && { sha256: Buffer.from(sum, 'base64').toString('hex') }) }
      }),
    put: (key, bytes, condition, protection) =>
      writing(key, () =>
        bytes.length > part
          ? putInParts(aws, client, at(key), bytes, { condition, protection })
          : putWhole(aws, client, { ...at(key), Body: bytes }, { condition, protection }),
      ),
    list: (prefix, deep = false) => listing(aws, client, { bucket, name, prefix, deep }),
    async retain(key, mode, until) {
      await writing(key, () => lengthen(aws, client, at(key), mode, until))
    },
    async legalHold(key, on) {
      const LegalHold = { Status: on ? 'ON' : 'OFF' } as const
      await writing(key, () => client.send(new aws.PutObjectLegalHoldCommand({ ...at(key), LegalHold })))
    },
    async locks() {
      const found = await attempt(name, 'reading', () =>
        client.send(new aws.GetObjectLockConfigurationCommand({ Bucket: bucket })),
      )
      return found?.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled'
    },
  }
}

/** Undefined for what is not there. @throws WorldError for what the service refuses */
async function attempt<T>(
  what: string,
  doing: 'reading' | 'writing',
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw awsError(error, what, doing)
  }
}

/** What the SDK does not do again itself: a body that was cut, and a condition that met another write under way. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      const passing = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'EPIPE', 'ETIMEDOUT'].includes(
        codeOf(error),
      )
      const met =
        error instanceof Error && /^(?:ConditionalRequestConflict|OperationAborted)$/.test(error.name)
      const cut = error instanceof Error && error.message === 'aborted'
      if (!(passing || met || cut) || tried === tries) throw error
      await new Promise((done) => setTimeout(done, 50 * 2 ** tried))
    }
  }
}

/** The bytes of an object, taken up where they were cut. */
async function* chunks(
  name: string,
  key: string,
  first: GetObjectCommandOutput,
  from: (at: number, tag: string | undefined) => Promise<GetObjectCommandOutput>,
): AsyncIterable<Uint8Array> {
  let done = 0
  let body = first.Body as AsyncIterable<Uint8Array> | undefined
  const whole = first.ContentLength ?? 0
  for (let tried = 0; ; tried++) {
    try {
      for await (const chunk of body ?? []) {
        yield chunk
        done += chunk.length
      }
      if (done >= whole) return
    } catch (error) {
      if (tried === tries) throw awsError(error, `${name}/${key}`, 'reading')
    }
    if (tried === tries) throw awsError(new Error('the answer ended early'), `${name}/${key}`, 'reading')
    const rest = await attempt(`${name}/${key}`, 'reading', () => from(done, first.ETag))
    body = rest?.Body as AsyncIterable<Uint8Array> | undefined
  }
}

interface Terms {
  readonly condition: Condition
  readonly protection: Protection | undefined
}

const conditionOf = (condition: Condition) =>
  'tag' in condition ? { IfMatch: condition.tag } : { IfNoneMatch: '*' }

const protectionOf = (protection: Protection | undefined) =>
  protection && {
    ObjectLockMode: modeName(protection.mode),
    ObjectLockRetainUntilDate: new Date(protection.until),
    ObjectLockLegalHoldStatus: protection.legalHold ? ('ON' as const) : ('OFF' as const),
  }

const modeName = (mode: LockMode): 'COMPLIANCE' | 'GOVERNANCE' =>
  mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE'

/** Undefined where the condition does not hold. */
async function refusable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await again(work)
  } catch (error) {
    if (isRefused(error)) return undefined
    throw error
  }
}

async function putWhole(
  aws: Sdk,
  client: S3Client,
  input: PutObjectCommandInput & { readonly Body: Uint8Array },
  { condition, protection }: Terms,
): Promise<string | undefined> {
  const command = {
    ...input,
    ChecksumSHA256: sha256Of(input.Body),
    ...conditionOf(condition),
    ...protectionOf(protection),
  }
  const made = await refusable(() => client.send(new aws.PutObjectCommand(command)))
  return made?.ETag
}

async function putInParts(
  aws: Sdk,
  client: S3Client,
  at: { readonly Bucket: string; readonly Key: string },
  bytes: Uint8Array,
  { condition, protection }: Terms,
): Promise<string | undefined> {
  const begun = { ...at, ChecksumAlgorithm: 'SHA256' as const, ...protectionOf(protection) }
  const { UploadId } = await client.send(new aws.CreateMultipartUploadCommand(begun))
  const upload = { ...at, UploadId }
  try {
    const Parts: CompletedPart[] = []
    for (let start = 0; start < bytes.length; start += part) {
      const Body = bytes.subarray(start, start + part)
      const PartNumber = Parts.length + 1
      const ChecksumSHA256 = sha256Of(Body)
      const sent = await again(() =>
        client.send(new aws.UploadPartCommand({ ...upload, PartNumber, Body, ChecksumSHA256 })),
      )
      Parts.push({ PartNumber, ETag: sent.ETag, ChecksumSHA256 })
    }
    const whole = { ...upload, MultipartUpload: { Parts }, ...conditionOf(condition) }
    const made = await refusable(() => client.send(new aws.CompleteMultipartUploadCommand(whole)))
    if (made) return made.ETag
  } catch (error) {
    await abort(aws, client, upload)
    throw error
  }
  await abort(aws, client, upload)
  return undefined
}

/** Parts that came to nothing take room until the bucket's own rule clears them; the failure that counts is another one. */
async function abort(
  aws: Sdk,
  client: S3Client,
  upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined },
): Promise<void> {
  await client.send(new aws.AbortMultipartUploadCommand(upload)).catch(() => undefined)
}

async function listing(
  aws: Sdk,
  client: S3Client,
  {
    bucket,
    name,
    prefix,
    deep,
  }: { readonly bucket: string; readonly name: string; readonly prefix: string; readonly deep: boolean },
): Promise<Listing> {
  const files: { name: string; size: number }[] = []
  const folders: string[] = []
  let token: string | undefined
  do {
    const asked = {
      Bucket: bucket,
      Prefix: prefix,
      ...(!deep && { Delimiter: '/' }),
      ...(token !== undefined && { ContinuationToken: token }),
    }
    const page: ListObjectsV2CommandOutput = await attempt(`${name}/${prefix}`, 'reading', () =>
      client.send(new aws.ListObjectsV2Command(asked)),
    ).then((found) => found ?? { $metadata: {} })
    // Consoles make an empty object for a folder.
    for (const { Key = '', Size = 0 } of page.Contents ?? [])
      if (Key.length > prefix.length && !Key.endsWith('/'))
        files.push({ name: Key.slice(prefix.length), size: Size })
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) folders.push(Prefix.slice(prefix.length, -1))
    token = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (token !== undefined)
  return { files, folders }
}

/** In compliance mode a time can only be put off: one that is later already is what is wanted. */
async function lengthen(
  aws: Sdk,
  client: S3Client,
  at: { readonly Bucket: string; readonly Key: string },
  mode: LockMode,
  until: string,
): Promise<void> {
  const Retention = { Mode: modeName(mode), RetainUntilDate: new Date(until) }
  const stands = async (): Promise<boolean> => {
    const found = await client.send(new aws.GetObjectRetentionCommand(at)).catch(() => undefined)
    const date = found?.Retention?.RetainUntilDate
    return date !== undefined && date.getTime() >= Date.parse(until)
  }
  try {
    await client.send(new aws.PutObjectRetentionCommand({ ...at, Retention }))
  } catch (error) {
    if (!(await stands())) throw error
  }
}

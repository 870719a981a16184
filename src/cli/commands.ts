/** The command table: every command of filingpress. A new one is a file under commands/ and a line here. */
import type { Command } from './command.ts'
import { approve } from './commands/approve.ts'
import { archiveAdd } from './commands/archive/add.ts'
import { archiveCheckout } from './commands/archive/checkout.ts'
import { archiveCopy } from './commands/archive/copy.ts'
import { archiveDiff } from './commands/archive/diff.ts'
import { archiveExport } from './commands/archive/export.ts'
import { archiveFiled } from './commands/archive/filed.ts'
import { archiveHold } from './commands/archive/hold.ts'
import { archiveImpact } from './commands/archive/impact.ts'
import { archiveInit } from './commands/archive/init.ts'
import { archiveKeyNew } from './commands/archive/key-new.ts'
import { archiveList } from './commands/archive/list.ts'
import { archiveProve } from './commands/archive/prove.ts'
import { archiveRebuild } from './commands/archive/rebuild.ts'
import { archiveRecover } from './commands/archive/recover.ts'
import { archiveShow } from './commands/archive/show.ts'
import { archiveStamp } from './commands/archive/stamp.ts'
import { archiveVerify } from './commands/archive/verify.ts'
import { batchCancel } from './commands/batch/cancel.ts'
import { batchRetry } from './commands/batch/retry.ts'
import { batchStatus } from './commands/batch/status.ts'
import { batchSubmit } from './commands/batch/submit.ts'
import { build } from './commands/build.ts'
import { check } from './commands/check.ts'
import { completionOf } from './commands/completion.ts'
import { deadline } from './commands/deadline.ts'
import { diff } from './commands/diff.ts'
import { gitDiff, gitSetup, textconv } from './commands/git.ts'
import { importSource } from './commands/import.ts'
import { merge } from './commands/merge.ts'
import { newFiling } from './commands/new.ts'
import { explainCodes, listRules } from './commands/rules.ts'
import { schema } from './commands/schema.ts'
import { studio } from './commands/studio.ts'
import { submission } from './commands/submission.ts'
import { tags } from './commands/tags.ts'
import { templatePaths } from './commands/template-paths.ts'
import { waive } from './commands/waive.ts'
import { worker } from './commands/worker.ts'

/** In the order of the overview. */
export const commands: readonly Command[] = [
  newFiling,
  importSource,
  merge,
  build,
  studio,
  deadline,
  check,
  listRules,
  explainCodes,
  waive,
  tags,
  approve,
  submission,
  diff,
  archiveInit,
  archiveAdd,
  archiveList,
  archiveShow,
  archiveDiff,
  archiveVerify,
  archiveRebuild,
  archiveImpact,
  archiveProve,
  archiveFiled,
  archiveHold,
  archiveStamp,
  archiveCheckout,
  archiveExport,
  archiveCopy,
  archiveRecover,
  archiveKeyNew,
  worker,
  batchSubmit,
  batchStatus,
  batchCancel,
  batchRetry,
  gitSetup,
  schema,
  templatePaths,
  completionOf(() => commands),
  gitDiff,
  textconv,
]

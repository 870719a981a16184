// Builds dist/: one self-contained CommonJS file that is at once the command and the library, its launcher, its types.
// One file starts fast, and the archive can keep it beside each version to rebuild that version later.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleStudio, studioApart } from './studio/bundle.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const unused = join(root, 'src/pdf/unused.cjs')

/** The file that src/pdf/zlib-program.ts reads, as bytes inside the bundle. */
const zlibProgram = {
  name: 'zlib-program',
  setup(builder) {
    const wasm = join(root, 'node_modules/@zip.js/zip.js/dist/zip-module.wasm')
    builder.onLoad({ filter: /zlib-program\.ts$/ }, () => ({
      contents: `export const program = Buffer.from('${readFileSync(wasm, 'base64')}', 'base64')`,
    }))
  },
}

rmSync(join(root, 'dist'), { recursive: true, force: true })
/** The reader of others' PDFs is a program of its own, which only `check` starts: pdf.js is twice as large as all else. */
const { metafile: readerFiles } = await build({
  metafile: true,
  absWorkingDir: root,
  entryPoints: { 'pdf-reader': 'src/pdf-reader.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  minify: true,
  legalComments: 'linked',
  external: ['@napi-rs/canvas'],
})
/** What both the command and the studio's server are bundled with. */
const programs = {
  metafile: true,
  absWorkingDir: root,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  minify: true,
  keepNames: false,
  legalComments: 'linked',
  banner: {
    js: "const filingpressUrl=require('node:url').pathToFileURL(__filename).href;",
  },
  define: { 'import.meta.url': 'filingpressUrl' },
  supported: { 'dynamic-import': false },
  // pdfkit is used as a writer of PDF objects only: its fonts, images and ciphers never run. What fflate and noble
  // would load of Node for threads and random numbers is not wanted either.
  alias: {
    pdfkit: join(root, 'node_modules/pdfkit/js/pdfkit.js'),
    fontkit: unused,
    linebreak: unused,
    'png-js': unused,
    '@noble/ciphers/aes': unused,
    '@noble/hashes/crypto': unused,
    fflate: join(root, 'node_modules/fflate/esm/browser.js'),
  },
}
const { metafile } = await build({
  ...programs,
  plugins: [zlibProgram, studioApart],
  // The command, which the archive keeps, and the library; each holds all it needs.
  entryPoints: { filingpress: 'src/cli.ts', library: 'src/index.ts' },
})
/** What an unchanged filing is told by runs no command, and so needs nothing of what a command loads once it runs. */
const runsNothing = {
  name: 'runs-nothing',
  setup(builder) {
    builder.onResolve({ filter: /./ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './filingpress.cjs', external: true } : undefined,
    )
  },
}
await build({ ...programs, plugins: [runsNothing], entryPoints: { unchanged: 'src/cli/unchanged.ts' } })
const studioFiles = await bundleStudio(root, { ...programs, plugins: [zlibProgram] })
// esbuild writes ASCII but for regular expressions. All in ASCII, the launcher need not decode it, nor V8 hold it twice
// as large.
for (const name of ['filingpress.cjs', 'library.cjs', 'unchanged.cjs']) {
  const path = join(root, 'dist', name)
  const text = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}
// V8 tells a program from another by its length, so what was compiled of an earlier bundle must go, whoever compiled it.
for (const name of readdirSync(join(root, 'dist')))
  if (name.endsWith('.cache')) rmSync(join(root, 'dist', name))
// The command starts through a launcher that knows what V8 compiled when the first filing was built, when it was not
// built again, and when it was compared with itself, some words changed.
copyFileSync(join(root, 'src/launch.cjs'), join(root, 'dist/cli.cjs'))
const scratch = mkdtempSync(join(tmpdir(), 'filingpress-bundle-'))
const compile = (...args) => {
  const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...args], {
    env: { ...process.env, FILINGPRESS_WRITE_CACHE: 'yes' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Exit code 1 only says that a filing has something to settle, or that versions differ.
  if (status !== 0 && status !== 1) throw new Error(`the bundle does not run: ${status}`)
}
const content = ['--content', join(root, 'content'), '--out', scratch]
compile('build', '--quiet', ...content)
// The second finds nothing changed, and says all of it.
compile('build', ...content)
const release = join(scratch, 'immunogen-2007-06-04/ex99-1.htm')
const changed = join(scratch, 'changed.htm')
writeFileSync(changed, readFileSync(release, 'utf8').replaceAll('2007', '2008').replaceAll('trial', 'study'))
compile('diff', release, changed, '--json')
rmSync(scratch, { recursive: true, force: true })

/** What others wrote and the bundle holds, with their licences. */
const packages = new Set(
  [metafile, readerFiles, ...studioFiles]
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
)
packages.add('@zip.js/zip.js')
const notices = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[sc]e/i.test(one))
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
  return `${name} ${version} (${license})\n\n${text}\n`
})
writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices.join('\n----\n\n'))

execFileSync(
  process.execPath,
  [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...'--noEmit false --declaration --emitDeclarationOnly --rewriteRelativeImportExtensions'.split(' '),
    ...['--outDir', join(root, 'dist/types'), '--rootDir', join(root, 'src'), '-p', join(root, 'src')],
  ],
  { cwd: root, stdio: 'inherit' },
)

/** What `--help` says: short enough to read, with an example of everything. */

export const usage = `filingpress - prepares SEC Form 8-K filings

Usage
  filingpress build [filing...]     make the documents of filings (all of content/ by default)
  filingpress check [filing...]     the same without writing anything
  filingpress check FILE...         check finished .htm and .pdf files, ours or anybody's
  filingpress rules                 list the checker's rules;  explain CODE prints one with examples
  filingpress waive CODE [PLACE] [filing] --reason TEXT --by NAME    write why a finding stands
  filingpress approve filing --by NAME    record the digest of the rendering that may be filed
  filingpress diff [filing]         what changed since the last build; --redline DIR writes HTML, PDF and JSON
  filingpress diff OLD NEW          two of: a filing, HEAD~1, filing@v2, a folder, a .htm of ours; exit 0 same, 1 different
  filingpress git-setup             let git diff and git log compare .md, .htm and .pdf as documents
  filingpress deadline [filing...]  say when reports are due, item by item
  filingpress new <name>            begin a filing that builds at once
  filingpress schema                write content/filing.schema.json, for your editor;  schema redline prints that of
                                    diff --json
  filingpress template paths        list the data each template asks for

Archive (OCFL 1.1; filingpress archive ...)
  init DIR | add [filing] | list | show filing [v2] | diff filing [v1 v2] | verify [filing] | rebuild filing [v2]
  prove filing [v2] | filed filing | hold filing on|off | checkout filing [v2] DIR | export filing --bag DIR|--tar FILE
  copy DIR | recover | key new NAME
  --archive DIR  --message TEXT  --by NAME  --key FILE  --expect HEAD  --retain YEARS  --pdf FILE
  --signature-page FILE  --attestation FILE  --accession NUMBER  --accepted TIME  --copy FILE

Options
  --content DIR     where filings are           (content)
  --templates DIR   your theme: its templates and house.css stand over the built-in ones
  --out DIR         where documents go          (out)
  --edgar-pdf       also 8-k.edgar.pdf: no links and no bookmarks, as EDGAR wants PDFs
  --embed-source    keep content, facts and templates inside each PDF (PDF/A-3a); not for EDGAR
  --force           build over outputs that were changed by hand; a copy is kept
  --watch           build again whenever content or templates change
  --json            results as JSON, for programs
  --format F        text, json, sarif or github
  --strict          warnings fail too
  --ties            list every statement of the items that was tied to the release
  --redline DIR     diff: also write the redline of each changed document
  --changed-pages   diff --redline: also a PDF of only the pages that changed, with their numbers in both versions
  --docx DIR        diff: also as Word documents with tracked changes
  --certificate DIR diff: a page that states from the finished files that these are the only changes
  --stat, --names   diff: counts and changed figures; names alone
  --final           build only if everything is settled and it is what was approved
  --quiet           say only what is wrong
  --stages          say how long each stage took
  --draft LABEL     stamp every page of the PDFs with a label and the count of findings
  --line-numbers    number the lines of the PDFs in the margin, for comments
  --report          say how each PDF is set: stretch, hyphens, widows, with places
  --version, --help

  deadline:  --closed YYYY-MM-DD,...   days on which the Commission was closed by order
  new:  --registrant NAME  --date YYYY-MM-DD  --items 2.02,7.01  --headline TEXT

Examples
  filingpress build immunogen-2007-06-04
  filingpress build --out /tmp/proofs --edgar-pdf
  filingpress build --draft "Draft 3 - 20 Nov 2026 16:40" --line-numbers
  filingpress new acme-2026-03-02 --registrant "Acme Corp." --date 2026-03-02 --items 2.02

Exit codes
  0 all is well   1 something in the content must be mended   2 the command was used wrongly

SOURCE_DATE_EPOCH (seconds) sets the date that PDFs carry; otherwise it is the report date.
`

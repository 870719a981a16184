/** EDGAR's complete submission text files. */
import { describe, expect, it } from 'vitest'
import { isSubmission, readSubmission, uudecoded } from '../../src/importing/submission.ts'

const submission = `<SEC-DOCUMENT>0000000000-26-000001.txt : 20260302
<SEC-HEADER>0000000000-26-000001.hdr.sgml : 20260302
ACCESSION NUMBER:		0000000000-26-000001
CONFORMED PERIOD OF REPORT:	20260302

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			LARKSPUR TOOLS INC
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>a.htm
<DESCRIPTION>FORM 8-K
<TEXT>
<XBRL>
<html><p>One</p></html>
</XBRL>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<SEQUENCE>2
<FILENAME>logo.gif
<TEXT>
begin 644 logo.gif
#0V%T
\`
end
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
`

describe('a complete submission', () => {
  it('is told from other texts', () =>
    expect([isSubmission(submission), isSubmission('<html>'), isSubmission('plain')]).toEqual([
      true,
      false,
      false,
    ]))
  it('gives its header and documents', () => {
    const { header, documents } = readSubmission(submission)
    expect(header.find(({ name }) => name === 'COMPANY CONFORMED NAME')).toEqual({
      group: 'COMPANY DATA',
      name: 'COMPANY CONFORMED NAME',
      value: 'LARKSPUR TOOLS INC',
    })
    expect(documents.map(({ type, fileName, content }) => [type, fileName, content.kind])).toEqual([
      ['8-K', 'a.htm', 'text'],
      ['GRAPHIC', 'logo.gif', 'binary'],
    ])
    const [first] = documents
    expect(first && submission.slice(first.place.start, first.place.end).trim()).toBe(
      '<html><p>One</p></html>',
    )
  })
  it('decodes uuencoded files', () =>
    expect(uudecoded('begin 644 x\n#0V%T\n`\nend\n')).toEqual(new TextEncoder().encode('Cat')))
})

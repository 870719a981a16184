/** The words of finished HTML that differences of an approval are quoted from. */
import { expect, it } from 'vitest'
import { textWords } from '../../src/lock/text-words.ts'

const wordsIn = (html: string): string[] => textWords('x.htm', new TextEncoder().encode(html))

it.each([
  ['<html><head><title>no</title></head><body><p>a b</p></body></html>', ['a', 'b']],
  ['<p>one</p><p>two</p>', ['one', 'two']],
  ['<p>un<b>brok</b><ix:nonNumeric>en</ix:nonNumeric> word</p>', ['unbroken', 'word']],
  ['<div>a<p>b</p>c</div>', ['a', 'b', 'c']],
  ['<table><tr><td>1</td><td>2</td></tr></table>', ['1', '2']],
  ['<p style="display : none">no</p><p style="color:red">yes</p>', ['yes']],
  ['<ix:header>no</ix:header><p>yes</p>', ['yes']],
  ['<IX:HEADER>no</IX:HEADER><p>yes</p>', ['yes']],
])('of %s', (html, wanted) => expect(wordsIn(html)).toEqual(wanted))

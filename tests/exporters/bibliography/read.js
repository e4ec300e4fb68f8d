// Reads a bibliography with citation-js and prints the items it found as JSON; with a template, a formatted list.
const { Cite } = require('@citation-js/core');
require('@citation-js/plugin-csl');
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-ris');

const text = require('fs').readFileSync(0, 'utf8');
const [, , type, template] = process.argv;
const cite = type === 'json' ? new Cite(JSON.parse(text)) : new Cite(text, { forceType: type });
console.log(template
  ? cite.format('bibliography', { template, format: 'text' })
  : JSON.stringify(cite.format('data', { format: 'object' })));

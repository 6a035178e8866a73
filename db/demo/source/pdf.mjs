// Small PDF files: A4 pages of text lines in Helvetica, nothing else.
// A page is an array of lines; a line is [size, text] or
// [size, { left edge in points: text, ... }]; a size below zero is bold.

const LEFT = 56;
const TOP = 786;

const literal = (text) => `(${Buffer.from(text, 'latin1').toString('latin1')
  .replace(/[()\\]/g, '\\$&')})`;

function content(lines) {
  let y = TOP;
  const out = ['BT'];
  for (const [size, cells] of lines) {
    const columns = typeof cells === 'string' ? { [LEFT]: cells } : cells;
    y -= Math.abs(size) * 1.45;
    out.push(`/${size < 0 ? 'B' : 'R'} ${Math.abs(size)} Tf`);
    for (const [x, words] of Object.entries(columns))
      out.push(`1 0 0 1 ${x} ${y.toFixed(1)} Tm ${literal(words)} Tj`);
  }
  return [...out, 'ET'].join('\n');
}

const font = (name) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name}`
  + ' /Encoding /WinAnsiEncoding >>';

const stream = (text) =>
  `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;

// The objects of the file, in order; object 1 comes first.
function objects(title, pages) {
  const first = 6;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  return [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en)'
      + ' /ViewerPreferences << /DisplayDocTitle true >> >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title ${literal(title)} >>`,
    ...pages.flatMap((lines, i) => [
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]'
        + ' /Resources << /Font << /R 3 0 R /B 4 0 R >> >>'
        + ` /Contents ${first + 2 * i + 1} 0 R >>`,
      stream(content(lines)),
    ]),
  ];
}

export function pdf(title, ...pages) {
  let file = '%PDF-1.4\n';
  const offsets = [];
  objects(title, pages).forEach((body, i) => {
    offsets.push(file.length);
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
  });
  const table = offsets
    .map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  return Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}`
    + `trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\n`
    + `startxref\n${file.length}\n%%EOF\n`, 'latin1');
}

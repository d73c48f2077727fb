const LINES = [
	'%PDF-1.4',
	'1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
	'2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
	'3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj',
	'4 0 obj << /Length 52 >> stream',
	'BT /F1 20 Tf 40 120 Td (Invoice of the sandbox) Tj ET',
	'endstream endobj',
	'5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj',
	'trailer << /Root 1 0 R >>',
	'%%EOF',
];

/** A PDF file of one page with one line. Readers rebuild its missing table of objects. */
export function writePdf(): Buffer {
	return Buffer.from(`${LINES.join('\n')}\n`);
}

import { showCode } from '@sommier/domain/papers';
import type { Day } from '@sommier/domain/shared';
import { drawQr, isolate, type Paper } from '../../platform/pdf/index.ts';
import type { StatementVoice } from './statement-voice.ts';

const QR = 84;
/** What an issued paper says of itself. */
export interface Issued { v: StatementVoice; number: string; code: string; today: Day; version: string }

/** How a reader checks an issued paper: a QR read without a network, the code, where to type it, and the version it was made by. */
export function proof(paper: Paper, { v, code, today, version }: Issued, qr: string): void {
  paper.box(QR + 10, (doc, pen, x, y, width) => {
    drawQr(doc, qr.replace(/[\u2066-\u2069]/g, ''), paper.rtl ? x + width - QR : x, y, QR);
    const at = paper.rtl ? x + width - QR - 12 : x + QR + 12, align = paper.rtl ? 'right' as const : 'left' as const;
    [[v.say('st.said', { what: v.say('st.code'), said: isolate(showCode(code)) }), 'bold'], [v.say('st.verify'), 'regular'], [v.say('st.issued', { date: v.sheet.day(today) }), 'regular'], [v.say('st.version', { version: isolate(version) }), 'regular']]
      .forEach(([text = '', weight], i) => pen.line(pen.fit(text, width - QR - 20, { size: 9 }), at, y + 18 + i * 16, { size: 9, align, weight: weight as 'bold' | 'regular' }));
  });
}

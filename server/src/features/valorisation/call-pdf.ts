import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { FIELD_BY_KEY, type AssetFieldKey } from '@sommier/domain/assets';
import type { CallSheet } from '@sommier/domain/valorisation';
import { texts } from '@sommier/domain/valorisation';
import { currencyExponent, fill, fromMinor, type Language } from '@sommier/domain/shared';
import type { Scope } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { isolate, openPaper } from '../../platform/pdf/index.ts';
import { readAsset } from '../assets/index.ts';
import { communeFacts, POINTS_PER_MM } from '../exports/index.ts';
import { drawMap, FRAME_MM, groundOf, openLayers, readMap, readWords, sheetVoice } from '../papers/index.ts';

/** What a stranger with a project may know of a property: no occupant, no value in the books, no name of who wrote what. */
const SHOWN: readonly AssetFieldKey[] = ['code', 'nature', 'address', 'district', 'titleState', 'domainClass', 'useCode', 'conditionClass', 'yearBuilt', 'floors', 'heritageProtection'];

/** Writes the sheets of a call: a page for each property offered, with its map, what it is, and what is asked. */
export function writeCall(deps: Deps, scope: Scope, call: CallSheet, language: Language, path: string): Promise<void> {
  return deps.db.inSnapshot(scope, async (read) => {
    const { commune, words, layers, currency } = await read(async (tx) => ({ commune: await communeFacts(tx), words: await readWords(tx), layers: await openLayers(tx),
      currency: (await tx.raw('select c.currency from commune c where c.id = current_commune()') as { rows: { currency: string }[] }).rows[0]?.currency ?? 'EUR' }));
    const v = sheetVoice(language, currency, words), name = language === 'ar' ? commune.name_ar ?? commune.name : commune.name;
    const say = (key: keyof (typeof texts)['fr'], params: Record<string, unknown> = {}): string => fill(texts[language][key], params);
    const out = createWriteStream(path, { mode: 0o600 });
    const paper = openPaper(out, language, `${name} · ${call.title}`, (n, of) => v.say('papers.sheet.page', { n, of }), call.title);
    for (const [i, lot] of call.lots.entries()) {
      const { asset, ground } = await read(async (tx) => ({ asset: await readAsset(tx, lot.assetId), ground: await groundOf(tx, lot.assetId) }));
      if (asset === undefined) continue;
      const map = await readMap(read, ground, commune.srid, layers);
      if (i > 0) paper.next();
      paper.head({ issuer: name, service: say('valorisation.call.service'), title: call.title, number: lot.code, date: call.closesOn === null ? say('valorisation.call.open') : say('valorisation.call.closes', { date: v.day(call.closesOn) }) });
      paper.paragraph(say('valorisation.call.to', { audience: say(`valorisation.call.${call.audience}`) }), { size: 10 });
      if (call.description !== null) paper.paragraph(call.description, { size: 10 });
      paper.section(say('valorisation.call.offered'));
      paper.paragraph(v.name(asset), { size: 13, weight: 'bold' });
      if (map !== null) paper.box(FRAME_MM.height * POINTS_PER_MM + 8, (doc, pen, x, y, width) => { drawMap(doc, pen, map, paper.rtl ? x + width - FRAME_MM.width * POINTS_PER_MM : x, y, lot.assetId, v.say('papers.sheet.north'), v.language); });
      const facts = SHOWN.flatMap((key): [string, string][] => { const field = FIELD_BY_KEY.get(key), value = field === undefined ? null : v.value(asset, field); return field === undefined || value === null ? [] : [[v.label(key), value]]; });
      paper.facts([...facts, [say('valorisation.call.area'), v.number(lot.areaM2)],
        [say('valorisation.call.asking'), lot.askingMinor === null ? say('valorisation.call.free') : isolate(`${v.amount(fromMinor(BigInt(lot.askingMinor), currencyExponent(currency)))}\u00a0${currency}`)],
        [say('valorisation.call.years'), lot.years === null ? say('valorisation.call.free') : say('valorisation.call.n_years', { n: isolate(String(lot.years)) })],
        ...(lot.purpose === null ? [] : [[say('valorisation.call.purpose'), lot.purpose] as [string, string]])]);
    }
    await paper.end();
    if (!out.writableFinished) await once(out, 'finish');
  });
}

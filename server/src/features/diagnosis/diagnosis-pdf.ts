import type { Writable } from 'node:stream';
import { diagnosisTexts, inhabitantsOf, perThousand, type Diagnosis, type DiagnosisText } from '@sommier/domain/diagnosis';
import { fill, type Language } from '@sommier/domain/shared';
import { isolate, openPaper } from '../../platform/pdf/index.ts';
import type { CommuneFacts } from '../exports/index.ts';
import type { sheetVoice } from '../papers/index.ts';

/** Writes the state of the place: the zones with their people, then each layer by zone, and how its choices were answered. */
export async function writeDiagnosis(d: Diagnosis, commune: CommuneFacts, language: Language, v: ReturnType<typeof sheetVoice>, out: Writable): Promise<{ pages: number }> {
  const say = (key: DiagnosisText, params: Record<string, unknown> = {}): string => fill(diagnosisTexts[language][key], params);
  const named = (x: { title: string; titleAr: string | null }): string => (language === 'ar' ? x.titleAr ?? x.title : x.title);
  const label = (z: Diagnosis['zones'][number]): string => (language === 'ar' ? z.labelAr ?? z.label : z.label);
  const whole = (n: number): string => v.number(n, 0), known = (n: number | null, digits: number): string => (n === null ? say('diagnosis.unknown') : v.number(n, digits));
  const issuer = language === 'ar' ? commune.name_ar ?? commune.name : commune.name, people = inhabitantsOf(d.zones);
  const paper = openPaper(out, language, `${issuer} · ${say('diagnosis.title')} · ${isolate(d.set.name)}`, (n, of) => say('diagnosis.page', { n, of }), say('diagnosis.title'));
  paper.head({ issuer, service: say('diagnosis.service', { set: isolate(d.set.name) }), title: say('diagnosis.title'), number: say('diagnosis.number', { n: whole(d.zones.length) }), date: say('diagnosis.date', { date: v.day(commune.today) }) });
  paper.paragraph(say('diagnosis.intro'), { size: 9.5 });
  paper.section(say('diagnosis.places'));
  const column = (key: DiagnosisText, width: number, end = true) => ({ head: say(key), width, end });
  const places = paper.grid([column('diagnosis.zone', 0.5, false), column('diagnosis.people', 0.25), column('diagnosis.area', 0.25)]);
  for (const z of d.zones) places.row([[{ text: label(z) }], [{ text: known(z.inhabitants, 0) }], [{ text: whole(z.areaM2) }]]);
  places.total([say('diagnosis.total'), known(people, 0), whole(d.zones.reduce((sum, z) => sum + z.areaM2, 0))]);
  const sources = [...new Set(d.zones.flatMap((z) => (z.source === null || z.asOf === null ? [] : [`${isolate(z.source)} (${v.day(z.asOf)})`])))];
  paper.paragraph(sources.length === 0 ? say('diagnosis.nosource') : say('diagnosis.sources', { sources: sources.join(' · ') }), { size: 8.5 });
  for (const layer of d.layers) {
    paper.section(named(layer));
    const grid = paper.grid([column('diagnosis.zone', 0.4, false), column('diagnosis.count', 0.18), column('diagnosis.area', 0.22), column('diagnosis.rate', 0.2)]);
    let area = 0;
    // Points that state no area have none: a dash, not nought.
    const measured = d.zones.some((z) => z.figures.some((x) => x.layer === layer.name && x.areaM2 > 0)), ground = (m2: number): string => (measured ? whole(m2) : '–');
    // A feature where zones overlap is in each of them, and once in the whole.
    const count = layer.count - layer.outside - layer.unlocated;
    for (const z of d.zones) {
      const figure = z.figures.find((x) => x.layer === layer.name);
      if (figure === undefined) continue;
      area += figure.areaM2;
      grid.row([[{ text: label(z) }], [{ text: whole(figure.count) }], [{ text: ground(figure.areaM2) }], [{ text: known(perThousand(figure.count, z.inhabitants), 2) }]]);
    }
    grid.total([say('diagnosis.total'), whole(count), ground(area), known(perThousand(count, people), 2)]);
    paper.paragraph(say('diagnosis.left', { count: whole(layer.count), outside: whole(layer.outside), unlocated: whole(layer.unlocated) }), { size: 8.5 });
    for (const answer of layer.answers) paper.paragraph(`${named(answer)}${language === 'fr' ? '\u00a0' : ''}: ${answer.values.map((x) => `${isolate(x.value)} ${isolate(whole(x.count))}`).join(' · ')}`, { size: 9 });
    await paper.settled();
  }
  return paper.end();
}

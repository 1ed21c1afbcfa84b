import { useState } from 'react';
import { atlasFile, createAtlas } from '@sommier/domain/prints';
import { urlOf } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button, Check, Note, Problem, SelectField } from '../../platform/ui/index.ts';
import { FileJob } from '../exports/index.ts';
import type { Composer } from './use-composer.ts';

/** The same sheet many times: one page a zone of a set, or a property of the commune. */
export const AtlasForm = ({ composer: { chosen, commune, entries, sheet, place, layers, template, output } }: { composer: Composer }) => {
  const t = useT();
  const sets = entries.find((e) => e.name === 'zones')?.sets ?? [];
  const [of, setOf] = useState<string | undefined>();
  const [fit, setFit] = useState(true);
  const start = useChange(createAtlas, ['listJobs']);
  const subject = of ?? (chosen.length > 0 ? 'chosen' : sets[0] ? `zones:${sets[0].name}` : 'assets');
  const go = (): void => {
    const pages = subject === 'assets' || subject === 'chosen' ? { kind: 'assets' as const, selection: subject === 'chosen' ? { ids: chosen } : { filter: {} } } : { kind: 'zones' as const, set: subject.slice('zones:'.length) };
    start.mutate({ params: { commune }, body: { ...sheet, layers: [...layers], scale: place?.scale ?? 1000, rotation: place?.rotation ?? 0, attributes: output.attributes, fit, pages, ...(template === undefined ? {} : { template }) } });
  };
  return (
    <div className="stack">
      <p className="small">{t('prints.atlas.note')}</p>
      <SelectField label={t('prints.atlas.of')} value={subject} onChange={(e) => setOf(e.target.value)}>
        {chosen.length > 0 && <option value="chosen">{t('prints.atlas.chosen', { n: chosen.length })}</option>}
        {sets.map((set) => <option key={set.id} value={`zones:${set.name}`}>{t('prints.atlas.zones', { set: set.name, n: set.count })}</option>)}
        <option value="assets">{t('prints.atlas.assets')}</option>
      </SelectField>
      <Check checked={fit} onChange={(e) => setFit(e.target.checked)}>{t('prints.atlas.fit')}</Check>
      {start.error && <Problem error={start.error} />}
      <div><Button icon="print" onClick={go} refuse={start.isPending && t('shell.wait')}>{t('prints.atlas.go')}</Button></div>
      {start.data && <><Note>{t('prints.atlas.pages', { n: start.data.pages })}</Note><FileJob key={start.data.job} id={start.data.job} hrefOf={(id) => urlOf(atlasFile, { params: { commune, id } })} /></>}
    </div>
  );
};

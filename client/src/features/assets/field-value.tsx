import { Link } from '@tanstack/react-router';
import type { AssetField, AssetSheet, Provenance } from '@sommier/domain/assets';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ref, Tag } from '../../platform/ui/index.ts';
import { useLists } from '../../platform/register-lists.ts';

const PREFIX: Record<string, string> = { level: 'code.level.', nature: 'code.nature.', status: 'code.status.', domainClass: 'code.domain.', titleState: 'code.title.', conditionClass: 'code.condition.', locatedBy: 'code.located.' };
/** The prefix under which the catalogue holds the words of a field. */
export const wordsOf = (key: string): string => PREFIX[key] ?? 'code.';

/** The value of a field in the reader's words; null where the property does not state it. */
export const useFieldValue = () => {
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const { labelOf } = useLists();
  const { code: commune } = useCommune();
  const t = useT();
  return (f: AssetField, a: AssetSheet) => {
    const value = a[f.key as keyof AssetSheet];
    // A place on the map whose accuracy nobody stated: said, not left out and not zero.
    if (f.key === 'accuracyM' && value === null && a.located) return t('map.sheet.unknown');
    if (value === null || value === undefined) return null;
    switch (f.type) {
      case 'area': return <Ref>{format.area(Number(value))}</Ref>;
      case 'metres': return <Ref>{format.number(Number(value), 1)}</Ref>;
      case 'date': return <Ref>{format.day(String(value))}</Ref>;
      case 'money': return <Ref>{format.money(String(value))}</Ref>;
      case 'count': case 'year': return <Ref>{f.key === 'sourceSrid' ? `EPSG:${value}` : String(value)}</Ref>;
      case 'word': return code(wordsOf(f.key), String(value));
      case 'code': return f.list ? <bdi>{labelOf(f.list, String(value))}</bdi> : String(value);
      case 'parent': return a.parent && <Link to="/c/$commune/assets/$id" params={{ commune, id: a.parent.id }} search={{}}><bdi>{nameOf(a.parent)}</bdi> <Ref>{a.parent.code}</Ref></Link>;
      case 'charges': return a.charges.length === 0 ? null : <span className="list">{a.charges.map((c, i) => <span key={i}>{code('code.charge.', c.kind)}{c.share && <> <Ref>{c.share}</Ref></>}{c.detail && <>: <bdi>{c.detail}</bdi></>}</span>)}</span>;
      case 'text': return f.key === 'locatedBy' ? code(wordsOf(f.key), String(value)) : ['code', 'inventoryNumber', 'titleNumber', 'requisitionNumber', 'mapReference'].includes(f.key) ? <Ref>{String(value)}</Ref> : <bdi>{String(value)}</bdi>;
    }
  };
};

/** What is known of a value's origin: its mark, else `imported` for what a file brought. */
export const provenanceOf = (f: AssetField, a: AssetSheet): Provenance | null =>
  (!f.provenance || a[f.key as keyof AssetSheet] === null ? null : a.provenance[f.key] ?? (a.batchId ? { kind: 'imported' } : null));

/** Where a value comes from, and whether somebody verified it, in words; the day and the person in the tooltip. */
export const Badge = ({ mark, people }: { mark: Provenance; people: Record<string, string> }) => {
  const t = useT();
  const format = useFormat();
  const kind = t(`assets.prov.${mark.kind}`);
  return (
    <span className="marks">
      <span className="prov" title={mark.on ? t('assets.prov.of', { kind, on: format.day(mark.on) }) : undefined}>{kind}</span>
      {mark.verifiedOn && <span title={t('assets.verified.by', { on: format.day(mark.verifiedOn), who: people[mark.verifiedBy ?? ''] ?? '–' })}><Tag tone="ok">{t('assets.verified')} <Ref>{format.day(mark.verifiedOn)}</Ref></Tag></span>}
    </span>
  );
};

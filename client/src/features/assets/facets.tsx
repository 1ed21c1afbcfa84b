import { DOMAIN_GROUPS, TITLE_STATES, type AssetRow } from '@sommier/domain/assets';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Check } from '../../platform/ui/index.ts';
import { toggled, wordsOf, type Register } from './use-register.ts';

interface Line { word: string; text: string; count: number }
type ListKey = 'domain' | 'title' | 'nature' | 'level' | 'status';
const Facet = ({ title, of, lines, register }: { title: string; of: ListKey; lines: readonly Line[]; register: Register }) => {
  const format = useFormat();
  const on = wordsOf(register.view[of]);
  const shown = lines.filter((l) => l.count > 0 || on.includes(l.word));
  if (shown.length === 0) return null;
  return (
    <section className="facet" aria-label={title}><h2>{title}</h2>
      {shown.map((l) => <Check key={l.word} checked={on.includes(l.word)} onChange={() => register.change({ [of]: toggled(register.view[of], l.word) })}><span>{l.text}</span><output>{format.whole(l.count)}</output></Check>)}
    </section>
  );
};

const sum = (rows: readonly { count: number }[]): number => rows.reduce((n, r) => n + r.count, 0);
/** Counts under the present filter; a box puts a word in the filter or takes it out. */
export const Facets = ({ register }: { register: Register }) => {
  const t = useT();
  const code = useCodeText();
  const f = register.facets.data;
  if (!f) return <p role="status">{t('shell.loading')}</p>;
  const group = (c: AssetRow['domainClass']) => (c === null || c === 'indetermine' ? 'undetermined' : c.startsWith('public') ? 'public' : c.startsWith('prive') ? 'private' : 'other');
  const lines = (rows: readonly { value: string | null; count: number }[], prefix: string): Line[] => rows.map((r) => ({ word: r.value ?? 'none', text: r.value ? code(prefix, r.value) : t('assets.none'), count: r.count }));
  return (
    <>
      <Facet register={register} of="domain" title={t('assets.facet.domain')} lines={DOMAIN_GROUPS.map((g) => ({ word: g, text: t(`assets.group.${g}`), count: sum(f.legal.filter((r) => group(r.domainClass) === g)) }))} />
      <Facet register={register} of="title" title={t('assets.facet.title')} lines={[...TITLE_STATES, 'none'].map((s) => ({ word: s, text: s === 'none' ? t('assets.none') : code('code.title.', s), count: sum(f.legal.filter((r) => (r.titleState ?? 'none') === s)) }))} />
      <Facet register={register} of="nature" title={t('map.asset.nature')} lines={lines(f.nature, 'code.nature.')} />
      <Facet register={register} of="level" title={t('map.asset.level')} lines={lines(f.level, 'code.level.')} />
      <Facet register={register} of="status" title={t('map.asset.status')} lines={lines(f.status, 'code.status.')} />
    </>
  );
};

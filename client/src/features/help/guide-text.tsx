import { Link } from '@tanstack/react-router';
import { FIELDS, importTemplate, type RegisterFormat } from '@sommier/domain/imports';
import { urlOf } from '../../platform/call.ts';
import { useLanguage, useT, type MessageKey } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import type { Block, Inline } from './markup.ts';
import { shotOf } from './use-guide.ts';

const Words = ({ pieces }: { pieces: Inline[] }) => {
  const t = useT();
  const { code } = useCommune();
  return pieces.map((p, i) => {
    if (p.kind !== 'label') return p.kind === 'text' ? p.text : p.kind === 'strong' ? <strong key={i}>{p.text}</strong> : <code key={i} dir="ltr">{p.text}</code>;
    const label = t(p.key as MessageKey);
    return p.to ? <Link key={i} to={`/c/$commune${p.to}` as '/c/$commune/map'} params={{ commune: code }} search={{}}>{label}</Link> : <b key={i}>{label}</b>;
  });
};

/** The empty tables of the imports, each as CSV and as a workbook that explains its columns. */
const Templates = () => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  if (!can('import.run')) return null;
  return <ul>{(Object.keys(FIELDS) as RegisterFormat[]).map((format) => <li key={format}>{t(`imports.format.${format}`)}{' '}
    {(['csv', 'xlsx'] as const).map((as) => <a key={as} href={urlOf(importTemplate, { params: { commune, format }, query: { as } })} download aria-label={`${t(`imports.format.${format}`)}, ${as.toUpperCase()}`}>{as.toUpperCase()} </a>)}</li>)}</ul>;
};

/** The blocks of one section. A link to a screen closes nothing: the guide stays beside it. */
export const GuideText = ({ blocks }: { blocks: Block[] }) => {
  const { language } = useLanguage();
  return blocks.map((b, i) => {
    if (b.kind === 'p') return <p key={i}><Words pieces={b.text} /></p>;
    if (b.kind === 'templates') return <Templates key={i} />;
    if (b.kind === 'shot') {
      const src = shotOf(language, b.name);
      return src && <figure key={i}><a href={src} target="_blank" rel="noreferrer"><img src={src} alt={b.words} loading="lazy" width="1200" height="750" /></a><figcaption>{b.words}</figcaption></figure>;
    }
    const items = b.items.map((item, n) => <li key={n}><Words pieces={item} /></li>);
    return b.kind === 'ul' ? <ul key={i}>{items}</ul> : <ol key={i}>{items}</ol>;
  });
};

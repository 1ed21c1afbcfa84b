import { ASSET_FIELDS, DOMAIN_GROUPS } from '@sommier/domain/assets';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import type { RegisterSearch } from '../../platform/register-view.ts';
import { useExtraText, useLists } from '../../platform/register-lists.ts';
import { wordsOf } from './use-register.ts';

/** The filters that are lists of codes, in the order of the facets. */
export const LISTED = ['domain', 'title', 'nature', 'level', 'status', 'review', 'use', 'origin', 'conservation', 'condition', 'sub', 'regime'] as const;
export type Listed = (typeof LISTED)[number];
const LIST = { use: 'use', origin: 'origin', conservation: 'conservation', sub: 'domain_subclass', regime: 'legal_regime' } as const;
const FIXED = ASSET_FIELDS.filter((f) => f.mandatory);

/** The words of a filter's codes in the reader's language. */
export const useFilterWords = () => {
  const t = useT();
  const code = useCodeText();
  const { language } = useLanguage();
  const { labelOf, extra } = useLists();
  const extraText = useExtraText();
  const word = (key: Listed, w: string): string => {
    if (w === 'none') return t('assets.none');
    if (key === 'domain') { const g = DOMAIN_GROUPS.find((x) => x === w); return g ? t(`assets.group.${g}`) : code('code.domain.', w); }
    if (key === 'review') return code('reviews.state.', w);
    if (key in LIST) return labelOf(LIST[key as keyof typeof LIST], w);
    return code(`code.${key}.`, w);
  };
  const title = (key: Listed): string => t(key === 'review' ? 'history.field.review' : key === 'domain' || key === 'title' ? `assets.facet.${key}` : key === 'nature' || key === 'level' || key === 'status' ? `assets.field.${key}` : key === 'use' ? 'assets.field.useCode' : key === 'condition' ? 'assets.field.conditionClass' : key === 'sub' ? 'assets.field.domainSubclass' : key === 'regime' ? 'assets.field.legalRegime' : `assets.field.${key}`);
  const extraWords = (part: string): string => {
    const at = part.indexOf(':'), f = extra.find((x) => x.key === part.slice(0, at)), value = part.slice(at + 1);
    if (!f) return part;
    return `${f.labels[language]}: ${value.includes('..') ? value : extraText(f, f.type === 'boolean' ? value === 'yes' : f.type === 'number' ? Number(value) : value)}`;
  };
  /** Every filter of the address as a chip: its key, its words. */
  const chips = (view: RegisterSearch): { key: keyof RegisterSearch; text: string }[] => [
    ...LISTED.flatMap((key) => (view[key] ? [{ key, text: `${title(key)}: ${wordsOf(view[key]).map((w) => word(key, w)).join(', ')}` }] : [])),
    ...(view.district ? [{ key: 'district' as const, text: view.district }] : []), ...(view.located ? [{ key: 'located' as const, text: t(`assets.located.${view.located}`) }] : []),
    ...(view.areas ? [{ key: 'areas' as const, text: t(view.areas === 'differ' ? 'assets.areas.differ' : 'assets.areas.agree') }] : []),
    ...(view.charged ? [{ key: 'charged' as const, text: t(`assets.charged.${view.charged}`) }] : []), ...(view.verified ? [{ key: 'verified' as const, text: t(`assets.checked.${view.verified}`) }] : []),
    ...(view.missing ? [{ key: 'missing' as const, text: `${t('assets.missing.title')}: ${wordsOf(view.missing).map((k) => { const f = FIXED.find((x) => x.key === k); return f ? t(`assets.field.${f.key}`) : k; }).join(', ')}` }] : []),
    ...(view.extra ? [{ key: 'extra' as const, text: view.extra.split(';').map(extraWords).join(', ') }] : []), ...(view.zone ? [{ key: 'zone' as const, text: t('assets.inzone') }] : []), ...(view.within ? [{ key: 'within' as const, text: t('assets.inshape') }] : []),
  ];
  return { word, title, chips };
};

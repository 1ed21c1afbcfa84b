import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'recycling.live_occupation': 'Une occupation en cours s’y oppose : {reference} ({asset}). Mettez-y fin d’abord.',
    'recycling.own': 'Vous avez mis ces biens à la corbeille : une autre personne doit les supprimer définitivement.',
    'recycling.closed': 'Cet ensemble n’est plus dans la corbeille. Actualisez.',
    'recycling.tied': 'Des actes, titres, occupations ou documents tiennent à ces biens ({tables}) : ils restent dans la corbeille.',
    'recycling.parent_binned': 'Le bien {code} dont celui-ci dépend est lui-même dans la corbeille. Restaurez-le d’abord.',
    'recycling.merged': 'Ce bien a été fusionné avec un autre : défaites la fusion.',
  },
  ar: {
    'recycling.live_occupation': 'يحول دون ذلك إشغال جار: {reference} ({asset}). أنهه أولا.',
    'recycling.own': 'أنت من وضع هذه الأملاك في السلة: يجب أن يحذفها نهائيا شخص آخر.',
    'recycling.closed': 'لم تعد هذه المجموعة في السلة. حدّث الصفحة.',
    'recycling.tied': 'ترتبط بهذه الأملاك عقود أو رسوم أو إشغالات أو وثائق ({tables}): تبقى في السلة.',
    'recycling.parent_binned': 'الملك {code} الذي يتبعه هذا الملك في السلة أيضا. استرجعه أولا.',
    'recycling.merged': 'أُدمج هذا الملك في ملك آخر: ألغ الدمج.',
  },
  en: {
    'recycling.live_occupation': 'A live occupation stands in the way: {reference} ({asset}). End it first.',
    'recycling.own': 'You put these properties in the bin: another person must delete them for good.',
    'recycling.closed': 'This set is no longer in the bin. Refresh.',
    'recycling.tied': 'Acts, titles, occupations or documents are tied to these properties ({tables}): they stay in the bin.',
    'recycling.parent_binned': 'The property {code} that this one stands under is itself in the bin. Restore it first.',
    'recycling.merged': 'This property was merged into another: take the merge back.',
  },
} as const satisfies Texts;

import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'penalties.overlap': 'La règle « {name} » vise les mêmes échéances et les mêmes droits à ces dates (depuis le {from}). Mettez-lui d’abord un terme, ou changez les dates.',
    'penalties.used': 'Des pénalités ont été appliquées par cette règle : seul son terme peut encore changer. Mettez-lui un terme et créez-en une autre.', 'penalties.to_come': 'La date ({day}) est à venir : on n’applique que les pénalités déjà encourues.',
  },
  ar: {
    'penalties.overlap': 'القاعدة « {name} » تخص نفس الأقساط ونفس الحقوق في هذه التواريخ (منذ {from}). حدّد لها أجلا أولا أو غيّر التواريخ.',
    'penalties.used': 'طُبّقت خطايا بهذه القاعدة: لا يمكن تغيير إلا أجلها. حدّد أجلها وأنشئ قاعدة أخرى.', 'penalties.to_come': 'التاريخ ({day}) لم يحن بعد: لا تُطبّق إلا الخطايا المستحقة.',
  },
  en: {
    'penalties.overlap': 'The rule “{name}” is about the same dues and rights on these days (from {from}). End it first, or change the days.',
    'penalties.used': 'Penalties were charged by this rule: only its last day may still change. End it and write another.', 'penalties.to_come': 'The day ({day}) is to come: only penalties already incurred are charged.',
  },
} as const satisfies Texts;

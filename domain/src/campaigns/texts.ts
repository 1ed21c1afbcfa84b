import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'campaigns.empty': 'Aucun bien dans ce périmètre. Élargissez-le ou retirez un filtre.', 'campaigns.too_many': 'Ce périmètre compte plus de {max} biens. Faites plusieurs campagnes.', 'campaigns.unknown_field': 'Le champ « {field} » ne peut pas être demandé sur le terrain.',
    'campaigns.not_draft': 'Cette campagne est {state} : cette action n’y est plus possible.', 'campaigns.no_team': 'Nommez au moins une personne avant d’ouvrir la campagne.', 'campaigns.not_open': 'Cette campagne n’est pas encore ouverte.',
    'campaigns.settled': 'Le bureau a déjà tranché cette fiche. Votre saisie reste sur l’appareil : montrez-la au responsable.', 'campaigns.not_in': 'Ce bien n’est pas de cette campagne.', 'campaigns.photo_damaged': 'La photo est arrivée abîmée ; elle sera renvoyée.',
    'campaigns.other_visit': 'Ce numéro de visite appartient à une autre fiche.', 'campaigns.nothing_back': 'Rien n’est encore revenu du terrain pour cette fiche.', 'campaigns.not_answered': 'La visite ne dit rien de « {field} ».', 'campaigns.not_member': 'Cette personne n’est pas de la commune.',
  },
  ar: {
    'campaigns.empty': 'لا ملك في هذا النطاق. وسّعه أو أزل مرشّحًا.', 'campaigns.too_many': 'يضم هذا النطاق أكثر من {max} ملكًا. أنجز عدة حملات.', 'campaigns.unknown_field': 'لا يمكن طلب الحقل «{field}» في الميدان.',
    'campaigns.not_draft': 'هذه الحملة {state}: لم يعد هذا الإجراء ممكنًا.', 'campaigns.no_team': 'عيّن شخصًا واحدًا على الأقل قبل فتح الحملة.', 'campaigns.not_open': 'لم تُفتح هذه الحملة بعد.',
    'campaigns.settled': 'بتّ المكتب في هذه البطاقة. يبقى إدخالك على الجهاز: اعرضه على المسؤول.', 'campaigns.not_in': 'هذا الملك ليس من هذه الحملة.', 'campaigns.photo_damaged': 'وصلت الصورة تالفة وستُرسل من جديد.',
    'campaigns.other_visit': 'رقم الزيارة هذا يخص بطاقة أخرى.', 'campaigns.nothing_back': 'لم يعد شيء من الميدان بعد لهذه البطاقة.', 'campaigns.not_answered': 'لا تذكر الزيارة شيئًا عن «{field}».', 'campaigns.not_member': 'هذا الشخص ليس من البلدية.',
  },
  en: {
    'campaigns.empty': 'No property in this perimeter. Widen it or take a filter away.', 'campaigns.too_many': 'This perimeter holds more than {max} properties. Make several campaigns.', 'campaigns.unknown_field': 'The field “{field}” cannot be asked on the ground.',
    'campaigns.not_draft': 'This campaign is {state}: this can no longer be done.', 'campaigns.no_team': 'Name one person at least before opening the campaign.', 'campaigns.not_open': 'This campaign is not open yet.',
    'campaigns.settled': 'The office has settled this sheet already. What you entered stays on the device: show it to the manager.', 'campaigns.not_in': 'This property is not of this campaign.', 'campaigns.photo_damaged': 'The photo arrived damaged; it will be sent again.',
    'campaigns.other_visit': 'This visit’s number belongs to another sheet.', 'campaigns.nothing_back': 'Nothing has come back from the ground for this sheet yet.', 'campaigns.not_answered': 'The visit says nothing of “{field}”.', 'campaigns.not_member': 'This person is not of the commune.',
  },
} as const satisfies Texts;

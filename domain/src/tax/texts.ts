import type { Texts } from '../shared/texts.ts';

/** Why a fact gives no assessment, and the mend. */
export const texts = {
  fr: {
    'tax.missing_fact': 'Il manque une donnée que la règle demande : {field}. Complétez-la.', 'tax.no_rule_for_kind': 'Aucune règle donnée ne taxe ce genre de fait. Vérifiez le fichier de règles.',
    'tax.no_rule_in_force': 'Une règle existe, mais aucune version n’est en vigueur ce jour-là. Publiez la version qui manque ; la plus proche n’est jamais prise à sa place.',
    'tax.no_rule_matches': 'Aucune règle ne vise ce cas (classe, zone, nationalité, type). Vérifiez la donnée ou ajoutez la règle.',
    'tax.ambiguous_rules': 'Deux règles de même rang visent ce cas : {rules}. Précisez l’une ou fermez l’autre.',
    'tax.zone_uncertain': 'La zone n’est que possible : le tarif attend qu’une personne la confirme.', 'tax.estimate_alone': 'Une estimation ne suffit pas à taxer. Demandez une déclaration, ou passez par la taxation d’office.',
    'tax.no_formal_notice': 'La taxation d’office suit une mise en demeure. Indiquez sa date (formalNoticeOn).', 'tax.notice_running': 'Le délai de la mise en demeure court encore. Attendez sa fin.',
    'tax.not_ended': 'La période n’est pas finie au jour du calcul. Calculez après sa fin.', 'tax.unknown_exemption': 'Cette exonération ne figure pas dans la règle {rules}. Corrigez le motif ou la règle.',
    'tax.mixed_nationalities': 'La règle distingue les nationalités, mais taxe la chambre : séparez le séjour par groupe.', 'tax.mixed_currencies': 'Les règles de ce fait ne sont pas dans une seule monnaie. Séparez-le.',
    'tax.duplicate_ref': 'Cette référence figure déjà plus haut. Donnez à chaque fait la sienne.', 'tax.overlap': 'Deux versions de la règle {key} valent le même jour. Fermez l’une avant d’ouvrir l’autre.',
  },
  ar: {
    'tax.missing_fact': 'تنقص معطاة تطلبها القاعدة: {field}. أكملها.', 'tax.no_rule_for_kind': 'لا توجد قاعدة توظّف على هذا النوع. تحقّق من ملف القواعد.',
    'tax.no_rule_in_force': 'توجد قاعدة لكن لا نسخة منها سارية في ذلك اليوم. انشر النسخة الناقصة؛ لا تُؤخذ الأقرب مكانها أبدا.',
    'tax.no_rule_matches': 'لا قاعدة تنطبق على هذه الحالة (الصنف أو المنطقة أو الجنسية أو النوع). تحقّق من المعطاة أو أضف القاعدة.',
    'tax.ambiguous_rules': 'تنطبق قاعدتان من نفس الرتبة: {rules}. دقّق إحداهما أو أغلق الأخرى.',
    'tax.zone_uncertain': 'المنطقة محتملة فقط: تنتظر التعريفة تأكيد شخص.', 'tax.estimate_alone': 'لا يكفي التقدير للتوظيف. اطلب تصريحا أو اتبع التوظيف الإجباري.',
    'tax.no_formal_notice': 'يأتي التوظيف الإجباري بعد تنبيه. اذكر تاريخه (formalNoticeOn).', 'tax.notice_running': 'لم ينقض أجل التنبيه بعد. انتظر نهايته.',
    'tax.not_ended': 'لم تنته المدة في يوم الحساب. احسب بعد نهايتها.', 'tax.unknown_exemption': 'هذا الإعفاء غير وارد في القاعدة {rules}. صحّح السبب أو القاعدة.',
    'tax.mixed_nationalities': 'تميّز القاعدة بين الجنسيات لكنها توظّف على الغرفة: افصل الإقامة حسب المجموعة.', 'tax.mixed_currencies': 'قواعد هذا الفعل ليست بعملة واحدة. افصله.',
    'tax.duplicate_ref': 'ورد هذا المرجع من قبل. أعط لكل فعل مرجعه.', 'tax.overlap': 'نسختان من القاعدة {key} ساريتان في اليوم نفسه. أغلق إحداهما قبل فتح الأخرى.',
  },
  en: {
    'tax.missing_fact': 'A fact that the rule asks for is missing: {field}. Add it.', 'tax.no_rule_for_kind': 'No rule given taxes such a fact. Check the file of rules.',
    'tax.no_rule_in_force': 'A rule exists, but no version of it is in force on that day. Publish the missing version; the nearest is never taken instead.',
    'tax.no_rule_matches': 'No rule reaches this case (class, zone, nationality, type). Check the fact or add the rule.',
    'tax.ambiguous_rules': 'Two rules of one rank reach this case: {rules}. Narrow one or close the other.',
    'tax.zone_uncertain': 'The zone is only possible: the tariff waits until a person confirms it.', 'tax.estimate_alone': 'An estimate alone cannot be taxed. Ask for a declaration, or assess by office.',
    'tax.no_formal_notice': 'An assessment by office follows a formal notice. Give its date (formalNoticeOn).', 'tax.notice_running': 'The delay of the formal notice still runs. Wait for its end.',
    'tax.not_ended': 'The period has not ended on the day of computing. Compute after its end.', 'tax.unknown_exemption': 'This exemption is not in the rule {rules}. Correct the reason or the rule.',
    'tax.mixed_nationalities': 'The rule tells nationalities apart but taxes the room: split the stay by group.', 'tax.mixed_currencies': 'The rules of this fact are not in one currency. Split it.',
    'tax.duplicate_ref': 'This reference stands further up already. Give each fact its own.', 'tax.overlap': 'Two versions of the rule {key} hold on one day. Close one before opening the other.',
  },
} as const satisfies Texts;

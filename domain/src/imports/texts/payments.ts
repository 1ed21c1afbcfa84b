type Said = Record<string, readonly [message: string, mend: string]>;

/** What a file of payments is refused for, and the mend, by language. */
export const paymentTexts: Record<'fr' | 'ar' | 'en', Said> = {
  fr: {
    payment_amount_missing: ['La ligne ne porte pas de montant reçu.', 'Une ligne de débit n’est pas un versement : laissez-la de côté, ou donnez le montant.'], payment_day_missing: ['La ligne ne dit pas quel jour l’argent a été reçu.', 'Donnez la date de valeur.'],
    payment_is_debit: ['La ligne est un débit.', 'Un débit n’est pas un versement : laissez la ligne de côté.'],
    payment_changed: ['L’opération « {value} » est déjà importée avec un autre contenu.', 'Une écriture ne se récrit pas : annulez le versement, puis importez la ligne corrigée sous un autre numéro.'],
    payment_in_future: ['La date « {value} » est à venir.', 'Corrigez la date, ou importez le fichier le jour venu.'], payment_column_missing: ['Aucune colonne ne donne le champ « {field} ». Colonnes lues : {columns}.', 'Faites correspondre une colonne à ce champ.'],
  },
  ar: {
    payment_amount_missing: ['لا يحمل السطر مبلغا مقبوضا.', 'سطر المدين ليس دفعا: اتركه أو أدخل المبلغ.'], payment_day_missing: ['لا يذكر السطر يوم قبض المبلغ.', 'أدخل تاريخ القيمة.'],
    payment_is_debit: ['السطر مدين.', 'سطر المدين ليس دفعا: اتركه.'],
    payment_changed: ['العملية «{value}» مستوردة من قبل بمحتوى آخر.', 'لا يُعاد كتابة قيد: ألغِ الدفع ثم استورد السطر المصحّح برقم آخر.'],
    payment_in_future: ['التاريخ «{value}» لم يحن بعد.', 'صحّح التاريخ أو استورد الملف في حينه.'], payment_column_missing: ['لا يوجد عمود يعطي الحقل «{field}». الأعمدة المقروءة: {columns}.', 'اربط عمودا بهذا الحقل.'],
  },
  en: {
    payment_amount_missing: ['The line has no amount received.', 'A debit line is no payment: leave it out, or give the amount.'], payment_day_missing: ['The line does not say on which day the money came.', 'Give the value date.'],
    payment_is_debit: ['The line is a debit.', 'A debit is no payment: leave the line out.'],
    payment_changed: ['Operation “{value}” is already imported with another content.', 'An entry is not written over: reverse the payment, then import the corrected line under another number.'],
    payment_in_future: ['The day “{value}” is still to come.', 'Correct the day, or import the file when it has come.'], payment_column_missing: ['No column gives the field “{field}”. Columns read: {columns}.', 'Map a column to this field.'],
  },
};

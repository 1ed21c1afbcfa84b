type Said = Record<string, readonly [message: string, mend: string]>;

/** What a file of sales or the accountant's file is refused for, and the mend, by language. */
export const valueTexts: Record<'fr' | 'ar' | 'en', Said> = {
  fr: {
    sale_column_missing: ['Aucune colonne ne donne le champ « {field} ». Colonnes lues : {columns}.', 'Faites correspondre une colonne à ce champ, ou donnez-lui une valeur constante.'],
    sale_kind_missing: ['La ligne ne dit pas s’il s’agit d’une vente ou d’un loyer.', 'Écrivez « vente » ou « loyer ».'], sale_use_missing: ['La ligne ne dit pas l’usage du bien.', 'Écrivez habitation, commerce, bureau, atelier, terrain ou autre.'],
    sale_day_missing: ['La ligne ne porte pas la date de la vente ou du bail.', 'Donnez la date de l’acte.'], sale_area_missing: ['La ligne ne porte pas de surface : aucun prix au mètre carré ne s’en tire.', 'Donnez la surface en mètres carrés.'],
    sale_price_missing: ['La ligne ne porte pas de prix.', 'Donnez le prix payé, ou le loyer.'], sale_period_missing: ['Le loyer ne dit pas à quelle période il se rapporte.', 'Écrivez mois, trimestre, semestre ou an.'],
    sale_in_future: ['La date « {value} » est à venir.', 'Corrigez la date : une référence est une affaire conclue.'], sale_property_unknown: ['Aucun bien du registre ne porte le code « {value} ».', 'Corrigez le code, ou laissez-le vide et donnez l’adresse ou les coordonnées.'],
    fixed_number_missing: ['La ligne ne porte pas de numéro d’inventaire.', 'Donnez le numéro : c’est par lui que l’actif se rapproche du registre.'], fixed_gross_missing: ['La ligne ne porte pas de valeur brute.', 'Donnez la valeur brute, zéro compris.'],
    fixed_net_mismatch: ['La valeur nette n’est pas la valeur brute moins les amortissements.', 'Corrigez le montant faux, ou laissez la valeur nette vide : elle se calcule.'],
    fixed_depreciation_over: ['Les amortissements dépassent la valeur brute.', 'Corrigez l’un des deux montants.'], fixed_in_future: ['La date « {value} » est à venir.', 'Corrigez la date d’acquisition.'],
  },
  ar: {
    sale_column_missing: ['لا يوجد عمود يعطي الحقل «{field}». الأعمدة المقروءة: {columns}.', 'اربط عمودا بهذا الحقل أو أعطه قيمة ثابتة.'],
    sale_kind_missing: ['لا يذكر السطر إن كان بيعا أو كراء.', 'اكتب «بيع» أو «كراء».'], sale_use_missing: ['لا يذكر السطر استعمال العقار.', 'اكتب سكن أو تجارة أو مكتب أو ورشة أو أرض أو غيره.'],
    sale_day_missing: ['لا يحمل السطر تاريخ البيع أو الكراء.', 'أدخل تاريخ العقد.'], sale_area_missing: ['لا يحمل السطر مساحة: لا يُستخرج منه ثمن للمتر المربع.', 'أدخل المساحة بالمتر المربع.'],
    sale_price_missing: ['لا يحمل السطر ثمنا.', 'أدخل الثمن المدفوع أو معلوم الكراء.'], sale_period_missing: ['لا يذكر الكراء المدة التي يتعلق بها.', 'اكتب شهر أو ثلاثية أو سداسية أو سنة.'],
    sale_in_future: ['التاريخ «{value}» لم يحن بعد.', 'صحّح التاريخ: المرجع عملية تمّت.'], sale_property_unknown: ['لا يوجد ملك في السجل يحمل الرمز «{value}».', 'صحّح الرمز، أو اتركه فارغا وأدخل العنوان أو الإحداثيات.'],
    fixed_number_missing: ['لا يحمل السطر رقم جرد.', 'أدخل الرقم: به يُقارن الأصل بالسجل.'], fixed_gross_missing: ['لا يحمل السطر قيمة خاما.', 'أدخل القيمة الخام ولو كانت صفرا.'],
    fixed_net_mismatch: ['القيمة الصافية ليست القيمة الخام ناقص الاستهلاكات.', 'صحّح المبلغ الخاطئ، أو اترك القيمة الصافية فارغة فتُحسب.'],
    fixed_depreciation_over: ['تتجاوز الاستهلاكات القيمة الخام.', 'صحّح أحد المبلغين.'], fixed_in_future: ['التاريخ «{value}» لم يحن بعد.', 'صحّح تاريخ الاقتناء.'],
  },
  en: {
    sale_column_missing: ['No column gives the field “{field}”. Columns read: {columns}.', 'Map a column to this field, or give it a constant value.'],
    sale_kind_missing: ['The row does not say whether it is a sale or a rent.', 'Write “sale” or “rent”.'], sale_use_missing: ['The row does not say the use of the property.', 'Write dwelling, shop, office, workshop, land or other.'],
    sale_day_missing: ['The row has no day of sale or letting.', 'Give the day of the deed.'], sale_area_missing: ['The row has no area: no price of a square metre can be drawn from it.', 'Give the area in square metres.'],
    sale_price_missing: ['The row has no price.', 'Give the price paid, or the rent.'], sale_period_missing: ['The rent does not say for which period it is paid.', 'Write month, quarter, half-year or year.'],
    sale_in_future: ['The day “{value}” is still to come.', 'Correct the day: a comparable is a deal that was made.'], sale_property_unknown: ['No property of the register has the code “{value}”.', 'Correct the code, or leave it blank and give the address or the coordinates.'],
    fixed_number_missing: ['The line has no inventory number.', 'Give the number: by it the asset is matched with the register.'], fixed_gross_missing: ['The line has no gross value.', 'Give the gross value, zero included.'],
    fixed_net_mismatch: ['The net value is not the gross value less the depreciations.', 'Correct the wrong amount, or leave the net value blank: it is computed.'],
    fixed_depreciation_over: ['The depreciations exceed the gross value.', 'Correct one of the two amounts.'], fixed_in_future: ['The day “{value}” is still to come.', 'Correct the day of acquisition.'],
  },
};

import type { ErrorCode } from './error.ts';

export const LANGUAGES = ['fr', 'ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Texts of one feature in each language, by key. `{name}` is replaced by the value of that name. */
export type Texts = Record<Language, Record<string, string>>;

/** What each code of a problem means and what to do about it. */
export const errorTexts = {
  fr: {
    invalid: 'La demande contient des valeurs incorrectes. Corrigez les champs signalés et recommencez.',
    bad_json: 'Le corps de la demande n’est pas du JSON lisible. Vérifiez les guillemets, virgules et accolades.',
    unauthenticated: 'Vous n’êtes pas connecté, ou votre session a pris fin. Connectez-vous et recommencez.',
    forbidden: 'Votre rôle dans cette commune ne permet pas cette action. Adressez-vous à l’administrateur de la commune.',
    step_up_required: 'Cette action engage la commune : confirmez que c’est bien vous, par votre mot de passe ou un code, puis recommencez.',
    second_factor_required: 'Votre rôle dans cette commune demande un second facteur. Activez-le dans « Mon compte », puis recommencez.',
    cross_site: 'La demande vient d’un autre site et a été refusée. Recommencez depuis l’application.',
    not_found: 'Cet élément n’existe pas, ou n’existe plus. Revenez à la liste et actualisez-la.',
    not_allowed: 'Cette adresse ne s’écrit pas : la collection se lit seulement. Les méthodes permises sont dans l’en-tête Allow.',
    conflict: 'Cette action contredit l’état actuel des données. Actualisez et vérifiez avant de recommencer.',
    gone: 'Cet élément n’est plus disponible. Recommencez l’opération qui l’a produit.',
    stale: 'Quelqu’un a modifié cet élément entre-temps. Comparez les deux versions, puis enregistrez de nouveau.',
    too_large: 'Le fichier ou la demande dépasse la taille permise. Réduisez-la ou découpez-la.',
    unsupported_file: 'Ce type de fichier n’est pas accepté ici. Choisissez un des formats proposés.',
    rule_refused: 'Une règle de gestion s’oppose à cette action. Lisez le motif indiqué et corrigez.',
    too_many: 'Trop d’essais. Attendez le délai indiqué avant de recommencer.',
    internal: 'Une erreur est survenue de notre côté ; rien n’a été enregistré. Recommencez, puis transmettez le numéro de la demande à l’administrateur.',
    not_ready: 'Le service démarre. Recommencez dans quelques secondes.',
  },
  ar: {
    invalid: 'يتضمّن الطلب قيمًا غير صحيحة. صحّح الحقول المشار إليها ثم أعد المحاولة.',
    bad_json: 'محتوى الطلب ليس JSON مقروءًا. تحقّق من علامات الاقتباس والفواصل والأقواس.',
    unauthenticated: 'لم تسجّل الدخول أو انتهت جلستك. سجّل الدخول ثم أعد المحاولة.',
    forbidden: 'دورك في هذه البلدية لا يسمح بهذا الإجراء. اتصل بمسؤول البلدية.',
    step_up_required: 'هذا الإجراء يُلزم البلدية: أكّد هويتك بكلمة المرور أو برمز، ثم أعد المحاولة.',
    second_factor_required: 'يتطلّب دورك في هذه البلدية عاملًا ثانيًا. فعّله في «حسابي» ثم أعد المحاولة.',
    cross_site: 'ورد الطلب من موقع آخر فرُفض. أعد المحاولة من داخل التطبيق.',
    not_found: 'هذا العنصر غير موجود أو لم يعد موجودًا. ارجع إلى القائمة وحدّثها.',
    not_allowed: 'لا كتابة في هذا العنوان: المجموعة للقراءة فقط. الطرق المسموح بها في الترويسة Allow.',
    conflict: 'يتعارض هذا الإجراء مع الحالة الراهنة للبيانات. حدّث الصفحة وتحقّق قبل إعادة المحاولة.',
    gone: 'لم يعد هذا العنصر متاحًا. أعد العملية التي أنتجته.',
    stale: 'عدّل شخص آخر هذا العنصر في الأثناء. قارن النسختين ثم احفظ من جديد.',
    too_large: 'يتجاوز الملف أو الطلب الحجم المسموح به. صغّره أو قسّمه.',
    unsupported_file: 'هذا النوع من الملفات غير مقبول هنا. اختر إحدى الصيغ المقترحة.',
    rule_refused: 'تمنع إحدى قواعد التصرّف هذا الإجراء. اقرأ السبب المذكور ثم صحّح.',
    too_many: 'محاولات كثيرة. انتظر المهلة المذكورة قبل إعادة المحاولة.',
    internal: 'حدث خطأ من جانبنا ولم يُحفظ شيء. أعد المحاولة، ثم أبلغ المسؤول برقم الطلب.',
    not_ready: 'الخدمة قيد الانطلاق. أعد المحاولة بعد ثوانٍ.',
  },
  en: {
    invalid: 'The request has values that are not right. Correct the fields named and try again.',
    bad_json: 'The body of the request is not readable JSON. Check quotes, commas and braces.',
    unauthenticated: 'You are not signed in, or your session has ended. Sign in and try again.',
    forbidden: 'Your role in this commune does not allow this. Ask the administrator of the commune.',
    step_up_required: 'This action binds the commune: confirm that it is you, by your password or a code, then try again.',
    second_factor_required: 'Your role in this commune asks for a second factor. Turn it on in “My account”, then try again.',
    cross_site: 'The request came from another site and was refused. Try again from the application.',
    not_found: 'This item does not exist, or no longer does. Go back to the list and refresh it.',
    not_allowed: 'This address is not written to: the collection is only read. The methods allowed are in the header Allow.',
    conflict: 'This action contradicts the present state of the data. Refresh and check before trying again.',
    gone: 'This item is no longer available. Run again what produced it.',
    stale: 'Somebody changed this item in the meantime. Compare the two versions, then save again.',
    too_large: 'The file or the request is larger than allowed. Make it smaller or split it.',
    unsupported_file: 'This kind of file is not accepted here. Choose one of the formats offered.',
    rule_refused: 'A rule stands against this action. Read the reason given and correct.',
    too_many: 'Too many attempts. Wait for the delay given before trying again.',
    internal: 'Something failed on our side; nothing was saved. Try again, then give the request number to the administrator.',
    not_ready: 'The service is starting. Try again in a few seconds.',
  },
} as const satisfies Record<Language, Record<ErrorCode, string>>;

/** Fills `{name}` of a text from `params`; a name without a value stays visible. */
export const fill = (text: string, params: Record<string, unknown>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined ? whole : String(params[name])));

/** Words of the sheet and of the exports' messages. `{name}` is replaced by the value of that name. */
export const texts = {
  fr: {
    'print.figures': 'En chiffres', 'print.inFrame': '{layer} dans le cadre', 'print.legend': 'Légende', 'print.asOf': 'situation au {date}', 'print.page': 'page 1/1',
    'print.crs': '{name}, EPSG:{code}', 'print.shift': 'Passage du système mondial à {metres} m près', 'print.north': 'N', 'print.source': '{layer} : {source}',
    'print.listings': 'Annonces {platform} relevées le {date}', 'print.uncertain': 'position connue à {metres} m près', 'print.version': '{layer} : registre communal, version {version}',
    'print.author': 'Établi par {author}', 'print.disclaimer': 'Document de travail, sans valeur de titre', 'print.cells': '{text} par carré de {side} m',
    'print.discs': 'cercle d’incertitude ; leur somme fait la densité', 'print.more': '… et {count} autres couches', 'print.defaultTitle': 'Carte de {commune}', 'print.landscape': 'paysage', 'print.portrait': 'portrait', 'print.empty': 'aucun élément dans le cadre',
    'exports.unknown_layer': 'La couche « {layer} » n’existe pas dans cette commune. Choisissez parmi : {known}.',
    'exports.unknown_filter': 'La couche « {layer} » ne se filtre pas par « {column} ». Filtres possibles : {known}.',
    'exports.unknown_crs': 'Le système de coordonnées EPSG:{crs} est inconnu. Donnez un code EPSG valable, par exemple 4326 ou 32632.',
    'exports.not_yours': 'Ce fichier a été demandé par une autre personne. Faites votre propre export.',
    'exports.running': 'Le fichier n’est pas encore prêt. Attendez la fin de la tâche.',
    'exports.expired': 'Ce fichier a été retiré : il se garde un jour. Recommencez l’export.',
  },
  ar: {
    'print.figures': 'بالأرقام', 'print.inFrame': '{layer} ضمن الإطار', 'print.legend': 'المفتاح', 'print.asOf': 'الوضعية في {date}', 'print.page': 'الصفحة 1/1',
    'print.crs': '{name}، EPSG:{code}', 'print.shift': 'التحويل من النظام العالمي بدقة {metres} م', 'print.north': 'ش', 'print.source': '{layer}: {source}',
    'print.listings': 'إعلانات {platform} مرصودة في {date}', 'print.uncertain': 'الموقع معلوم في حدود {metres} م', 'print.version': '{layer}: السجل البلدي، النسخة {version}',
    'print.author': 'أعدّه {author}', 'print.disclaimer': 'وثيقة عمل لا تقوم مقام الرسم', 'print.cells': '{text} في كل مربع ضلعه {side} م',
    'print.discs': 'دائرة عدم اليقين؛ ومجموعها يرسم الكثافة', 'print.more': '… و{count} طبقات أخرى', 'print.defaultTitle': 'خريطة {commune}', 'print.landscape': 'أفقي', 'print.portrait': 'عمودي', 'print.empty': 'لا عنصر ضمن الإطار',
    'exports.unknown_layer': 'الطبقة «{layer}» غير موجودة في هذه البلدية. اختر من: {known}.',
    'exports.unknown_filter': 'لا يمكن تصفية الطبقة «{layer}» حسب «{column}». التصفيات الممكنة: {known}.',
    'exports.unknown_crs': 'نظام الإحداثيات EPSG:{crs} غير معروف. أدخل رمز EPSG صحيحًا، مثل 4326 أو 32632.',
    'exports.not_yours': 'طلب هذا الملف شخص آخر. أنجز تصديرك الخاص.',
    'exports.running': 'الملف ليس جاهزًا بعد. انتظر نهاية المهمة.',
    'exports.expired': 'سُحب هذا الملف لأنه يُحفظ يومًا واحدًا. أعد التصدير.',
  },
  en: {
    'print.figures': 'In figures', 'print.inFrame': '{layer} in the frame', 'print.legend': 'Legend', 'print.asOf': 'as of {date}', 'print.page': 'page 1/1',
    'print.crs': '{name}, EPSG:{code}', 'print.shift': 'Shift from the world system within {metres} m', 'print.north': 'N', 'print.source': '{layer}: {source}',
    'print.listings': '{platform} listings captured on {date}', 'print.uncertain': 'position known within {metres} m', 'print.version': '{layer}: municipal register, version {version}',
    'print.author': 'Drawn up by {author}', 'print.disclaimer': 'Working document, not a title', 'print.cells': '{text} per square of {side} m',
    'print.discs': 'circle of uncertainty; together they make the density', 'print.more': '… and {count} more layers', 'print.defaultTitle': 'Map of {commune}', 'print.landscape': 'landscape', 'print.portrait': 'portrait', 'print.empty': 'nothing in the frame',
    'exports.unknown_layer': 'There is no layer “{layer}” in this commune. Choose among: {known}.',
    'exports.unknown_filter': 'The layer “{layer}” has no filter by “{column}”. Possible filters: {known}.',
    'exports.unknown_crs': 'The coordinate system EPSG:{crs} is unknown. Give a valid EPSG code, such as 4326 or 32632.',
    'exports.not_yours': 'Somebody else asked for this file. Make your own export.',
    'exports.running': 'The file is not ready yet. Wait for the job to end.',
    'exports.expired': 'This file has been removed: files are kept for a day. Run the export again.',
  },
} as const;

export type PrintText = Extract<keyof (typeof texts)['fr'], `print.${string}`>;

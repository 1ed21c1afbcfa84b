/** What stands in the package for whoever opens it without the product. */
export const GUIDE = `SOMMIER - dossier complet de la commune / الملف الكامل للبلدية / the whole of a commune

data/sommier.gpkg   couches et styles, à ouvrir dans QGIS (table layer_styles) · طبقات وأنماط تُفتح في QGIS · layers and styles, opens in QGIS
tables/*.csv        toutes les tables, UTF-8, une forme en EWKT, des octets en base 64 · كل الجداول · every table, shapes as EWKT, bytes in base 64
people.csv          les personnes que désignent les numéros · الأشخاص الذين تدل عليهم الأرقام · whom the numbers of persons stand for
documents/          les pièces, nommées par leur numéro ; documents.csv dit leur nom · الوثائق · documents, named by their number
styles/             les mêmes styles, QML et SLD · الأنماط نفسها · the same styles
dictionary.csv      tables, colonnes, types, renvois ; ce qui est laissé et pourquoi · معجم الأعمدة · tables, columns, types; what is left out and why
manifest.json       l'empreinte SHA-256 de chaque fichier · بصمة كل ملف · the SHA-256 of every file

Vérifier / التحقق / check: sha256sum FILE
Contient des données personnelles. يحتوي على معطيات شخصية. Holds personal data.
`;

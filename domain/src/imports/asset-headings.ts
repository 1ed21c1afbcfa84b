/** A number of order, taken as the code where no column is called a code and no value of it repeats. */
export const COUNTED_CODE = /^((n|no|num|numero)(d?ordre)?|(n|no|num|numero)(de(la)?)?(fiche|bien)|(asset|property|serial|ref)(no|number)|ref|sn|(ال)?(رقم|عدد)(الترتيب|(ال)?ترتيبي|(ال)?رتبي|العقار|الملك)?)$/;

/** What the headings of a register of property are called, folded and without separators or units, in French, Arabic and English. Tried in order; the first column wins. */
export const ASSET_HEADINGS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['code', /^(code|code(du)?(bien|patrimoine|immeuble|propriete)|idbien|buildingid|(asset|property)(id|code|ref|reference)|identifiant|(reference|ref)(du|de(l|la)?)?(bien|immeuble|propriete)?|id|الرمز|رمز.*|المعرف|مرجع(العقار|الملك))$/], ['code', /^(fid|gid|ogcfid|objectid|globalid|uuid|idu)$/], ['code', COUNTED_CODE],
  ['name_ar', /^(nomar|namear|(nom|designation)(en)?arabe|designationar|arabicname|الاسم|(ال)?تسميه.*|اسم.*|تعيين.*)$/],
  ['name', /^(nom|name|designation|libelle|intitule|denomination|(nom|designation|libelle|intitule|denomination)(du|de(l|la))(bien|immeuble|propriete|terrain)|(building|asset|property)name|nameofproperty|propertydescription|nombien|nomfr|description|البيان)$/],
  ['inventory_number', /^(n|no|num|numero)?(d|del)?inventaire$|^inventory(number|no|id)?$|رقمالجرد/],
  ['parent', /^(parent|(code)?(bien)?parent|(code(du)?)?site|parent(code|id)|الملكالاصلي)$/], ['address', /^(adresse|address|adresse(du)?(bien|complete)|situation(geographique)?|localisation|emplacement|(street|site)address|location|العنوان|عنوان.*|الموقع|الموضع)$/],
  ['district', /^(quartier|arrondissement|boroughname|borough|district(name)?|secteur|circonscription|delegation|ward|الحي|المنطقه|الدائره(البلديه)?|المقاطعه|المعتمديه)$/],
  ['use_label', /^((usage|affectation|utilisation|destination)(actuel|actuelle)?|usagename|(present|current|land)?use|uselabel|(ال)?استعمال(الحالي)?|التخصيص|الوجهه)$/], ['tenure', /^(propertystatus|tenure|regime|statutoccupation|statutpropriete|droit|الصفه)$/],
  ['year_built', /^(annee|annee(de)?construction|yearbuilt|buildingconstryear|constructionyear|yearofconstruction|سنه(البناء|التشييد))$/], ['floors', /^(etages|nbetages|nombre(d)?etages|niveaux|nb(re)?niveaux|floors|(no|number)offloors|flooramount|عددالطوابق)$/],
  ['title_area_m2', /^(superficie|surface|contenance)(du|selon(le)?)?titre|^(title|deed)area$|^areaintitle$|^(ال)?مساحه(حسب)?الرسم(العقاري)?$/], ['contract_area_m2', /^(superficie|surface)(du|selon(le)?)?(contrat|bail)$|^contractarea$|^(ال)?مساحه(حسب)?العقد$/],
  ['land_area_m2', /^((surface|superficie|contenance)(du)?(terrain|totale|globale|cadastrale)?|(land|plot|site|total)?area(m2)?|supreg|(ال)?مساحه(الارض|العقار|الاجماليه)?)$/],
  ['footprint_m2', /^(emprise|empriseausol|surfaceemprise|footprint|footprintm2|buildingarea)$/], ['built_area_m2', /^((surface|superficie)(batie|couverte|construite|plancher|developpee)|surfacedeplancher|(built|covered|floor|grossfloor)(up)?area(m2)?|gfa|المساحه(المبنيه|المغطاه))$/],
  ['origin', /^(origine|origine(de)?(la)?propriete|originedubien|origin|mode(d)?acquisition|acquisitionmode|howacquired|اصل(الملك|الملكيه)|طريقه(الاقتناء|التملك))$/],
  ['acquired_on', /^(date(d)?(acquisition|achat)|acquiredon|(acquisition|purchase)date|dateof(acquisition|purchase)|تاريخالاقتناء)$/],
  ['useful_area_m2', /^((surface|superficie)utile|sun|sub|usefularea|المساحهالنافعه)$/], ['lettable_area_m2', /^((surface|superficie)locative|lettablearea)$/],
  ['conservation', /^(conservation|conservationfonciere|المحافظهالعقاريه|المحافظه)$/], ['requisition_number', /^(n|no|num|numero)?(de(la)?)?requisition(n)?$|^(رقم)?مطلب(التحفيظ|التسجيل)$/], ['requisition_on', /^date(dela)?requisition$/],
  ['appropriated_on', /^(date(d)?appropriation|date(d)?entree(danslepatrimoine)?|dateofappropriation|تاريخالتملك)$/], ['deed_reference', /^(acte|(references?|ref)(de(l|s))?actes?|acte(d)?acquisition|deed(reference)?|العقد|مرجعالعقد|سندالملكيه)$/],
  ['deliberation_reference', /^((n|no|num|numero|reference)?(de(la)?)?deliberation|(رقم)?(ال)?مداوله)$/],
  ['gazette_reference', /^(bo|jort|jo|bulletinofficiel|journalofficiel)$/], ['assigned_service', /^(service|service(affectataire|gestionnaire|utilisateur)|serviced(')?affectation|affectataire|(managing)?department|المصلحه(المستعمله)?)$/],
  ['neighbourhood', /^(lieudit|cite|حي)$/], ['map_reference', /^(referenceplan|planche|mapreference)$/],
  ['basements', /^(soussols|nbsoussols|basements)$/], ['materials', /^(materiaux|materials|مواد)$/],
  ['title_number', /^((n|no|num|numero)?(du)?titre(foncier)?(n|no|numero)?|(n|no|num|numero)tf|tf|references?(fonciere|titre)s?|(land)?title(deed)?(no|number)?|(رقم|عدد)?(ال)?رسم(العقاري)?|الصكالعقاري)$/],
  ['acquisition_price', /^((prix|valeur|cout|montant)(d)?(acquisition|achat)|(acquisition|purchase)(price|cost)|(ثمن|قيمه|سعر)الاقتناء)$/], ['gross_value', /^(valeur(brute|comptable)|(gross|book)value|القيمه(المحاسبيه|الدفتريه))$/], ['running_cost', /^(cout(annuel)?(de)?fonctionnement|chargesannuelles|runningcost)$/],
  ['lon', /^(lon|lng|long|longitude|x|xcoord|coordonneex|خطالطول)$/], ['lat', /^(lat|latitude|y|ycoord|coordonneey|خطالعرض)$/], ['wkt', /^(wkt|geom|geometry|thegeom|geometrie)$/],
];

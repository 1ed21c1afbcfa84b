-- The classes of domain and the states of title are the law's: their codes are fixed, but each country words them, and a commune may word them as its papers do.
alter table reference_default drop constraint reference_default_list_check;
alter table reference_default add constraint reference_default_list_check check (list in ('domain_subclass','legal_regime','conservation','origin','use','domain_class','title_state'));
alter table reference_item drop constraint reference_item_list_check;
alter table reference_item add constraint reference_item_list_check check (list in ('domain_subclass','legal_regime','conservation','origin','use','domain_class','title_state'));
insert into reference_default (list, code, country, label_fr, label_ar, label_en, basis, position) values
  ('domain_class', 'public_naturel', '*', 'Domaine public naturel', 'ملك عمومي طبيعي', 'Natural public domain', null, 10),
  ('domain_class', 'public_artificiel', '*', 'Domaine public artificiel', 'ملك عمومي اصطناعي', 'Artificial public domain', null, 20),
  ('domain_class', 'public_par_affectation', '*', 'Domaine public par affectation', 'ملك عمومي بالتخصيص', 'Public domain by assignment', null, 30),
  ('domain_class', 'prive_affecte', '*', 'Domaine privé affecté', 'ملك خاص مخصص', 'Private domain, assigned', null, 40),
  ('domain_class', 'prive_patrimonial', '*', 'Domaine privé', 'ملك خاص', 'Private domain', null, 50),
  ('domain_class', 'etat_mis_a_disposition', '*', 'Mis à disposition par l’État', 'موضوع على الذمة من الدولة', 'State property, made available', null, 60),
  ('domain_class', 'tiers_occupe_par_commune', '*', 'Tiers, occupé par la commune', 'للغير وتشغله البلدية', 'Third party’s, used by the commune', null, 70),
  ('domain_class', 'indetermine', '*', 'Domaine indéterminé', 'ملك غير محدد', 'Domain undetermined', null, 80),
  ('title_state', 'titre_foncier', '*', 'Titre foncier', 'رسم عقاري', 'Land title', null, 10),
  ('title_state', 'requisition', '*', 'Réquisition', 'مطلب تسجيل', 'Title application', null, 20),
  ('title_state', 'non_immatricule', '*', 'Non immatriculé', 'غير مسجل', 'Unregistered', null, 30),
  ('title_state', 'sans_document', '*', 'Sans document', 'دون وثيقة', 'No document', null, 40),
  ('domain_class', 'public_naturel', 'MA', 'Domaine public naturel', 'ملك عام طبيعي', 'Natural public domain', null, 10),
  ('domain_class', 'public_artificiel', 'MA', 'Domaine public artificiel', 'ملك عام اصطناعي', 'Artificial public domain', null, 20),
  ('domain_class', 'public_par_affectation', 'MA', 'Domaine public communal', 'الملك العام الجماعي', 'Communal public domain', 'Dahir du 19-10-1921', 30),
  ('domain_class', 'prive_affecte', 'MA', 'Domaine privé communal affecté', 'ملك خاص جماعي مخصص', 'Communal private domain, assigned', 'Dahir du 19-10-1921', 40),
  ('domain_class', 'prive_patrimonial', 'MA', 'Domaine privé communal', 'الملك الخاص الجماعي', 'Communal private domain', 'Dahir du 19-10-1921', 50),
  ('domain_class', 'etat_mis_a_disposition', 'MA', 'Domaine de l’État, mis à disposition', 'ملك الدولة موضوع رهن الإشارة', 'State property, made available', null, 60),
  ('domain_class', 'tiers_occupe_par_commune', 'MA', 'Tiers, occupé par la commune', 'للغير وتشغله الجماعة', 'Third party’s, used by the commune', null, 70),
  ('title_state', 'requisition', 'MA', 'Réquisition d’immatriculation', 'مطلب التحفيظ', 'Title application', null, 20),
  ('title_state', 'non_immatricule', 'MA', 'Non immatriculé', 'غير محفظ', 'Unregistered', null, 30),
  ('domain_class', 'public_par_affectation', 'BJ', 'Domaine public de la commune', 'الملك العمومي للبلدية', 'Public domain of the commune', 'Loi 2021-14, art. 246', 30),
  ('domain_class', 'prive_patrimonial', 'BJ', 'Domaine privé de la commune', 'الملك الخاص للبلدية', 'Private domain of the commune', 'Loi 2021-14, art. 246', 50),
  ('title_state', 'requisition', 'BJ', 'Réquisition d’immatriculation', 'مطلب تسجيل', 'Title application', null, 20),
  ('domain_class', 'prive_patrimonial', 'FR', 'Domaine privé communal', 'الملك الخاص للبلدية', 'Communal private domain', 'CG3P, art. L.2211-1', 50),
  ('domain_class', 'public_par_affectation', 'FR', 'Domaine public communal', 'الملك العمومي للبلدية', 'Communal public domain', 'CG3P, art. L.2111-1', 30),
  ('title_state', 'titre_foncier', 'FR', 'Titre publié', 'سند مشهر', 'Published title', null, 10),
  ('title_state', 'requisition', 'FR', 'Publication en cours', 'إشهار جار', 'Publication under way', null, 20),
  ('title_state', 'non_immatricule', 'FR', 'Sans titre publié', 'دون سند مشهر', 'No published title', null, 30);

-- What a country says stands before what is common to all.
create or replace function seed_references(target integer) returns void language sql set search_path = public, pg_temp as $$
  insert into reference_item (commune_id, list, code, country, label_fr, label_ar, label_en, basis, position)
  select distinct on (d.list, d.code) c.id, d.list, d.code, nullif(d.country, '*'), d.label_fr, d.label_ar, d.label_en, d.basis, d.position
  from commune c join reference_default d on d.country in ('*', c.country) where c.id = target order by d.list, d.code, d.country = '*' on conflict do nothing $$;
select seed_references(id) from commune;

drop table occupation_lock, occupation_conflict, occupation_term, occupation_act, occupation_unit, occupation;

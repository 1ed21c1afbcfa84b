delete from saved_view where screen = 'occupations';
alter table saved_view drop constraint saved_view_screen_check;
alter table saved_view add constraint saved_view_screen_check check (screen in ('register','map'));

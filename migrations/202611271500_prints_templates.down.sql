drop table print_template;

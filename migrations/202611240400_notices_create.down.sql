drop table paper;

drop table asset_proposal, asset_review;
alter table asset drop constraint asset_second_person, drop constraint asset_review_said, drop column review, drop column submitted_by, drop column submitted_at, drop column validated_by, drop column validated_at;

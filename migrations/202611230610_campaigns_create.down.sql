drop table campaign_photo, campaign_visit, campaign_sheet, campaign;

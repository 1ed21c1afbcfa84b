drop table listing_calendar_month, listing_review_month;

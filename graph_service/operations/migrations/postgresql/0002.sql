-- What decided a review beside its data (rules, numbers, policy of exposure), by the SHA-256 of its canonical content.
CREATE TABLE review_standard (
    digest plain PRIMARY KEY,
    kind plain NOT NULL,
    content plain NOT NULL,
    first_used_at plain NOT NULL
);
CREATE TRIGGER review_standard_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON review_standard EXECUTE FUNCTION refuse_change();
